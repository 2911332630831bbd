#include <CLI/CLI.hpp>

#include "acceptance.h"
#include "commands.h"
#include "ledger_home.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

int shown(const std::string& name, const ledger::KeyPair& key, const Globals& globals) {
  const std::string line = ledger::public_line(key.shown);
  if (globals.json)
    print(to_canonical(Json(Json::Object{{"name", name},
                                         {"key", ledger::key_name(key.shown)},
                                         {"public", line.substr(0, line.size() - 1)}})) + "\n");
  else
    print(line);
  return 0;
}

int run_make(const std::string& name, const Globals& globals) {
  auto key = ledger::make_key();
  if (!key.ok()) return fail(key.error());
  auto written = write_key(data_path(globals), name, key.value());
  if (!written.ok()) return fail(written.error());
  return shown(name, key.value(), globals);
}

int run_show(const std::string& name, const Globals& globals) {
  auto key = read_key(data_path(globals), name);
  if (!key.ok()) return fail(key.error());
  return shown(name, key.value(), globals);
}

int run_trust(const std::string& file, const std::string& name, const Globals& globals) {
  auto line = read_input(file);
  if (!line.ok()) return fail(line.error());
  auto done = trust_key(data_path(globals), name, line.value());
  if (!done.ok()) return fail(done.error());
  auto key = ledger::read_public(line.value());
  if (!key.ok()) return fail(key.error());
  say(globals, cat("trusted as ", name, ": key ", ledger::key_name(key.value())));
  return 0;
}

}  // namespace

void add_keys(CLI::App& app, Globals& globals, int& status) {
  auto* group = app.add_subcommand("keys", "keys that sign, and keys that are believed");
  group->require_subcommand(1);
  group->footer("examples\n  licet keys make\n  licet keys show > ledger.pub");
  auto name = std::make_shared<std::string>("ledger");
  auto* make = group->add_subcommand("make", "a new Ed25519 key in the data folder");
  make->add_option("--name", *name, "what it is called")->capture_default_str();
  make->callback([name, &globals, &status] { status = run_make(*name, globals); });
  auto* show = group->add_subcommand("show", "the public half, for whoever verifies");
  show->add_option("--name", *name, "what it is called")->capture_default_str();
  auto file = std::make_shared<std::string>();
  auto trusted = std::make_shared<std::string>();
  auto* trust = group->add_subcommand("trust", "believes what this public key signs from now on");
  trust->add_option("file", *file, "what `licet keys show` printed elsewhere")->required();
  trust->add_option("--name", *trusted, "what it is called here")->required();
  trust->callback(
      [file, trusted, &globals, &status] { status = run_trust(*file, *trusted, globals); });
  show->callback([name, &globals, &status] { status = run_show(*name, globals); });
}

}  // namespace licet::cli
