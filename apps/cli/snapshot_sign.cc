#include <CLI/CLI.hpp>

#include "acceptance.h"
#include "commands.h"
#include "ledger_home.h"
#include "licet/base/text.h"
#include "licet/ingest/compile.h"
#include "licet/ingest/file.h"
#include "snapshot_sign.h"

namespace licet::cli {
namespace {

struct SignArguments {
  std::string of, rules, source, key = "ledger", issued, out;
  Vouching vouching;
};

Result<evidence::Statement> statement_of(const SignArguments& arguments, const Globals& globals) {
  evidence::Statement one;
  one.source = arguments.source;
  one.issued = arguments.issued.empty() ? now() : arguments.issued;
  if (!arguments.rules.empty()) {
    LICET_TRY(files, ingest::read_rules(arguments.rules));
    one.kind = "rules";
    one.subject = digest_of_rules(files);
  } else {
    Globals wanted = globals;
    if (!arguments.of.empty()) wanted.knowing = arguments.of;
    LICET_TRY(opened, open_snapshot(wanted));
    one.kind = "snapshot";
    one.subject = to_id(opened->id());
  }
  LICET_TRY(key, read_key(data_path(globals), arguments.key));
  return sign_statement(one, key);
}

int run_sign(const SignArguments& arguments, const Globals& globals) {
  auto made = statement_of(arguments, globals);
  if (!made.ok()) return fail(made.error());
  if (arguments.out.empty()) {
    print(to_text(made.value()));
    return 0;
  }
  if (auto done = write_output(arguments.out, to_text(made.value())); !done.ok())
    return fail(done.error());
  say(globals, cat("signed ", made.value().kind, " ", made.value().subject));
  return 0;
}

// Checked as a whole, and asked once, before it is put in force.
Status take(const SignArguments& arguments, const Globals& globals) {
  LICET_TRY(text, ingest::read_file(arguments.of));
  std::vector<std::uint8_t> bytes(text.begin(), text.end());
  LICET_TRY(opened, snapshot::Snapshot::from_bytes(bytes));
  const std::string id = to_id(opened.id());
  auto engine = api::Engine::open(
      std::make_shared<const snapshot::Snapshot>(std::move(opened)));
  if (!engine.ok()) return engine.error();
  const ingest::DataFolder folder(data_path(globals));
  LICET_TRY(lock, folder.lock());
  LICET_TRY(verdict, judge(folder.path(), "snapshot", id, arguments.vouching));
  // Kept first: where the next step fails, the bar is rather too high than too low.
  LICET_TRY_DONE(keep(folder.path(), "snapshot", id, arguments.vouching, verdict));
  LICET_TRY(taken, folder.activate(lock, std::move(bytes)));
  say(globals, verdict.said);
  if (globals.json)
    print(to_canonical(Json(Json::Object{{"now", to_id(taken)}, {"said", verdict.said}})) + "\n");
  else
    print(cat("in force: ", to_id(taken), "\n"));
  return Done{};
}

}  // namespace

std::string digest_of_rules(const std::vector<snapshot::RuleFile>& files) {
  std::map<std::string, std::string> by_path;
  for (const snapshot::RuleFile& file : files) by_path[file.path] = file.text;
  return evidence::digest_of_files(by_path);
}

void add_vouching(CLI::App& command, Vouching& vouching) {
  command.add_option("--signature", vouching.signature, "a file of `licet snapshot sign`");
  command.add_option("--by", vouching.by, "who lets an unsigned or an older one through");
  command.add_option("--because", vouching.because, "why; both are kept");
}

void add_snapshot_sign(CLI::App& group, Globals& globals, int& status) {
  auto made = std::make_shared<SignArguments>();
  auto* sign = group.add_subcommand("sign", "vouches for a snapshot, or for a folder of rules");
  sign->add_option("snapshot", made->of, "a file or id (default: the one in force)");
  sign->add_option("--rules", made->rules, "a folder of rules instead");
  sign->add_option("--source", made->source, "the series it belongs to, one word")->required();
  sign->add_option("--name", made->key, "the key that signs")->capture_default_str();
  sign->add_option("--issued", made->issued, "the moment (default: now), YYYY-MM-DDThh:mm:ssZ");
  sign->add_option("--out,-o", made->out, "write it here (default: standard output)");
  sign->footer("examples\n  licet snapshot sign --source house -o house.sig");
  sign->callback([made, &globals, &status] { status = run_sign(*made, globals); });
  auto taken = std::make_shared<SignArguments>();
  auto* command = group.add_subcommand("take", "puts in force a snapshot that somebody else built");
  command->add_option("file", taken->of, "the snapshot")->required();
  add_vouching(*command, taken->vouching);
  command->footer(R"(examples
  licet keys trust publisher.pub --name publisher
  licet snapshot take house.licet --signature house.sig

Once a key is trusted, an unsigned snapshot, and one older than the newest accepted of its source,
are refused; --by and --because let them through by name.)");
  command->callback([taken, &globals, &status] {
    const auto done = take(*taken, globals);
    status = done.ok() ? 0 : fail(done.error());
  });
}

}  // namespace licet::cli
