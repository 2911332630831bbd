#include "licet/evidence/statement.h"

#include <algorithm>

#include "licet/base/day.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"

namespace licet::evidence {
namespace {

constexpr std::string_view kForm = "licet-signature/1";

std::string signed_part(const Statement& one) {
  return cat(kForm, "\n", one.kind, " ", one.subject, "\nsource ", one.source, "\nissued ",
             one.issued, "\n\n");
}

bool is_moment(std::string_view at) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
  if (at.size() != kShape.size() || !parse_day(at.substr(0, 10)).ok()) return false;
  for (std::size_t i = 0; i < at.size(); ++i) {
    const bool digit = at[i] >= '0' && at[i] <= '9';
    if (kShape[i] == 'd' ? !digit : at[i] != kShape[i]) return false;
  }
  return at.substr(11, 2) < "24" && at.substr(14, 2) < "60" && at.substr(17, 2) < "60";
}

bool is_source(std::string_view word) {
  return !word.empty() && word.size() <= 60 && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

// Empty, or what is wrong with the form.
std::string_view fault_of(const Statement& one) {
  Digest digest{};
  if (one.kind != "snapshot" && one.kind != "rules") return "kind: snapshot or rules is due";
  if (!one.subject.starts_with("sha256:") || !parse_digest(one.subject, digest))
    return "subject: an id is due";
  if (!is_source(one.source)) return "source: one word of a-z, 0-9, '-' and '.' is due";
  if (!is_moment(one.issued)) return "issued: YYYY-MM-DDThh:mm:ssZ is due";
  return {};
}

bool take(std::string_view& text, std::string_view head, std::string& out, char end) {
  const auto at = text.find(end);
  if (!text.starts_with(head) || at == std::string_view::npos || at < head.size()) return false;
  out = std::string(text.substr(head.size(), at - head.size()));
  text.remove_prefix(at + 1);
  return true;
}

std::string_view view(const ledger::Signature& signature) {
  return {reinterpret_cast<const char*>(signature.data()), signature.size()};
}

}  // namespace

Result<Statement> sign_statement(Statement one, const ledger::KeyPair& key) {
  if (const auto fault = fault_of(one); !fault.empty())
    return Error{Code::BadValue, "signature", std::string(fault)};
  one.key = ledger::key_name(key.shown);
  LICET_TRY(signature, ledger::sign(key.secret, signed_part(one)));
  one.signature = signature;
  return one;
}

bool holds(const Statement& statement, const ledger::PublicKey& key) {
  return ledger::key_name(key) == statement.key && fault_of(statement).empty() &&
         ledger::verify(key, signed_part(statement), statement.signature);
}

std::string to_text(const Statement& one) {
  return cat(signed_part(one), "— ", one.key, " ", ledger::to_base64(view(one.signature)), "\n");
}

Result<Statement> read_statement(std::string_view text) {
  const Error bad{Code::KeyTrouble, "signature", "is not as it was written"};
  Statement one;
  std::string form, empty, signature;
  std::string_view rest = text;
  if (!take(rest, kForm, form, '\n') || !take(rest, "", one.kind, ' ') ||
      !take(rest, "", one.subject, '\n') || !take(rest, "source ", one.source, '\n') ||
      !take(rest, "issued ", one.issued, '\n') || !take(rest, "", empty, '\n') ||
      !rest.starts_with("— "))
    return bad;
  rest.remove_prefix(std::string_view("— ").size());
  if (!take(rest, "", one.key, ' ') || !take(rest, "", signature, '\n')) return bad;
  const auto bytes = ledger::from_base64(signature);
  if (!bytes.ok() || bytes.value().size() != one.signature.size()) return bad;
  std::copy(bytes.value().begin(), bytes.value().end(), one.signature.begin());
  if (to_text(one) != text) return bad;
  return one;
}

std::string digest_of_files(const std::map<std::string, std::string>& files) {
  std::string all;
  for (const auto& [path, text] : files) all += cat(path, "\n", to_hex(sha256(text)), "\n");
  return to_id(sha256(all));
}

std::string series_of(const Statement& statement) {
  return cat(statement.kind, " ", statement.source);
}

Status check_newer(const Accepted& accepted, const Statement& statement) {
  const auto it = accepted.find(series_of(statement));
  if (it == accepted.end() || statement.issued > it->second.issued ||
      statement.subject == it->second.subject)
    return Done{};
  return Error{Code::ListOlder, series_of(statement),
               cat("issued ", statement.issued, "; accepted was ", it->second.subject, " of ",
                   it->second.issued)};
}

void accept(Accepted& accepted, const Statement& statement) {
  Newest& newest = accepted[series_of(statement)];
  if (statement.issued > newest.issued) newest = {statement.subject, statement.issued};
}

}  // namespace licet::evidence
