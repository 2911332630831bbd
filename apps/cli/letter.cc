#include "letter.h"

#include <CLI/CLI.hpp>

#include "commands.h"
#include "licet/base/text.h"
#include "licet/decide/decide.h"
#include "licet/letter/compose.h"
#include "licet/letter/pdf.h"
#include "profiles.h"

namespace licet::cli {
namespace {

// A letter, or why there is none.
struct Made {
  letter::Letter letter;
  std::optional<licence::Refusal> refusal;
};

Status check_arguments(const EventOptions& options, const LetterArguments& arguments,
                       bool by_licence, const Globals& globals) {
  if (options.id.empty())
    return Error{Code::Usage, "letter",
                 by_licence ? "the licence's reference is due" : "the id is due"};
  if (arguments.paper != "a4" && arguments.paper != "letter")
    return Error{Code::Usage, "--paper", "a4 or letter"};
  if (!options.at.empty() && !arguments.draft)
    return Error{Code::Usage, "--at", "of a draft only: a letter bears the day of its event"};
  if (arguments.out.empty() && !arguments.text && (output_is_terminal() || globals.json))
    return Error{Code::Usage, "letter", "say where: --out FILE, or --text"};
  return Done{};
}

Result<letter::Letter> letter_of(const licence::Profile& profile, ledger::Register& book,
                                 const std::string& id, const licence::Docket& docket,
                                 const letter::Request& request,
                                 const std::optional<std::size_t>& row) {
  if (!row) {
    LICET_TRY(policies, book.policies());
    return letter::compose({profile, policies, docket, docket, std::nullopt, ""}, request);
  }
  LICET_TRY(moment, book.moment(id, *row));
  const std::string about =
      !request.licence.empty() || moment.docket.licences.empty()
          ? request.licence
          : moment.docket.licences.back().reference;
  const auto holder = moment.holders.find(about);
  return letter::compose({profile, moment.policies, moment.docket, docket, moment.event,
                          holder == moment.holders.end() ? "" : holder->second},
                         request);
}

Result<Made> make_letter(const EventOptions& options, const LetterArguments& arguments,
                         bool by_licence, const Globals& globals) {
  LICET_TRY(snapshot, open_snapshot(globals));
  LICET_TRY(profile, open_profile(*snapshot, options.profile));
  if (arguments.kind.empty())
    return Error{Code::Usage, "--kind", cat("one of ", join(letter::kinds(profile), ", "))};
  LICET_TRY(home, open_ledger(globals));
  ledger::Register book(*home.ledger, profile, std::string(decide::kEngine));
  std::string id = options.id;
  if (by_licence) {
    LICET_TRY(holding, book.id_of_licence(options.id));
    id = holding;
  }
  LICET_TRY(docket, book.docket(id));
  letter::Request request{arguments.kind, by_licence ? options.id : "", arguments.draft, {}};
  if (arguments.draft) {
    LICET_TRY(at, read_at(options.at));
    request.at = at;
  }
  LICET_TRY(found, letter::find_event(profile, docket, request));
  if (found.refusal) return Made{{}, found.refusal};
  LICET_TRY(made, letter_of(profile, book, id, docket, request, found.row));
  return Made{made, std::nullopt};
}

Json shown_json(const letter::Letter& letter, const letter::Pdf& pdf, const std::string& file) {
  Json::Object out;
  out["kind"] = letter.kind;
  out["title"] = letter.title;
  out["about"] = letter.about;
  out["day"] = to_string(letter.day);
  out["mark"] = letter.mark;
  out["content"] = to_id(letter::digest_of(letter));
  out["pages"] = pdf.pages;
  out["file"] = file;
  out["bytes"] = to_id(sha256(pdf.bytes));
  Json::Array fonts;
  for (const auto& font : pdf.fonts) fonts.emplace_back(font);
  out["fonts"] = std::move(fonts);
  return Json(std::move(out));
}

int write_text(const letter::Letter& letter, const std::string& out) {
  const std::string text = letter::to_text(letter);
  if (out.empty()) {
    print(text);
    return 0;
  }
  auto done = write_output(out, text);
  return done.ok() ? 0 : fail(done.error());
}

int write_pdf(const letter::Letter& letter, const LetterArguments& arguments,
              const Globals& globals) {
  const auto paper = arguments.paper == "a4" ? letter::Paper::kA4 : letter::Paper::kLetter;
  auto pdf = letter::to_pdf(letter, {paper, arguments.fonts});
  if (!pdf.ok()) return fail(pdf.error());
  if (arguments.out.empty()) {
    print(pdf.value().bytes);
    return 0;
  }
  if (auto done = write_output(arguments.out, pdf.value().bytes); !done.ok())
    return fail(done.error());
  if (globals.json) {
    print(to_canonical(shown_json(letter, pdf.value(), arguments.out)) + "\n");
    return 0;
  }
  print(cat(arguments.out, ": ", letter.title, ", ", letter.about, ", ", to_string(letter.day),
            letter.mark.empty() ? "" : cat(", ", letter.mark), "\n  content ",
            to_id(letter::digest_of(letter)), "\n  pages ", pdf.value().pages, ", fonts ",
            join(pdf.value().fonts, ", "), "\n"));
  return 0;
}

}  // namespace

std::shared_ptr<LetterArguments> add_letter_options(CLI::App& command) {
  auto arguments = std::make_shared<LetterArguments>();
  command.add_option("--kind", arguments->kind, "of letter: which one");
  command.add_option("-o,--out", arguments->out, "of letter: the file to write");
  command.add_option("--paper", arguments->paper, "of letter: a4 or letter")
      ->capture_default_str();
  command.add_option("--fonts", arguments->fonts, "of letter: use the fonts of this folder alone");
  command.add_flag("--text", arguments->text, "of letter: plain text instead of PDF");
  command.add_flag("--draft", arguments->draft, "of letter: before its event, marked as a draft");
  return arguments;
}

int run_letter(const EventOptions& options, const LetterArguments& arguments, bool by_licence,
               const Globals& globals) {
  if (auto fit = check_arguments(options, arguments, by_licence, globals); !fit.ok())
    return fail(fit.error());
  auto made = make_letter(options, arguments, by_licence, globals);
  if (!made.ok()) return fail(made.error());
  if (made.value().refusal) return show_refusal(*made.value().refusal, globals);
  return arguments.text ? write_text(made.value().letter, arguments.out)
                        : write_pdf(made.value().letter, arguments, globals);
}

}  // namespace licet::cli
