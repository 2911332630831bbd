#include <algorithm>

#include "csl_row.h"
#include "licet/base/text.h"

// The small grammars inside the fields of the CSL.
namespace licet::ingest {
namespace {

// ISO 3166-1 alpha-2, and XK as the publisher writes it.
constexpr std::string_view kCountries =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
    "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
    "DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
    "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
    "MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
    "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS YE YT ZA ZM ZW XK";

bool is_country(std::string_view text) {
  if (text.size() != 2) return false;
  for (std::size_t at = 0; at < kCountries.size(); at += 3)
    if (kCountries.substr(at, 2) == text) return true;
  return false;
}

// Blanks and the no-break space that the publisher pastes in.
std::string_view trim_wide(std::string_view text) {
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  while (true) {
    const auto before = text.size();
    text = trim(text);
    if (text.starts_with(kNoBreak)) text.remove_prefix(kNoBreak.size());
    if (text.ends_with(kNoBreak)) text.remove_suffix(kNoBreak.size());
    if (text.size() == before) return text;
  }
}

bool strip_prefix(std::string_view& text, std::string_view prefix) {
  if (!lower_ascii(text.substr(0, prefix.size())).starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// A piece without the words that join it to its neighbours.
std::string_view clean_piece(std::string_view piece) {
  piece = trim_wide(piece);
  strip_prefix(piece, "and ");
  for (std::string_view mark : {"a.k.a.,", "a.k.a.", "a.k.a", "aka "})
    if (strip_prefix(piece, mark)) break;
  piece = trim_wide(piece);
  const auto opened = std::count(piece.begin(), piece.end(), '(');
  const auto closed = std::count(piece.begin(), piece.end(), ')');
  if (closed > opened && piece.ends_with(')')) piece.remove_suffix(1);
  if (lower_ascii(piece).starts_with("any successor")) return {};
  return trim_wide(piece);
}

// Cut at every ";" and before every "(a.k.a."; the marks themselves are left out.
std::vector<std::string_view> split_at_marks(std::string_view name) {
  std::vector<std::string_view> pieces;
  std::size_t from = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {
    std::size_t length = name[at] == ';' ? 1 : 0;
    for (std::string_view mark : {"(aka ", "(a.k.a", "(a.k.a."})
      if (name.substr(at).starts_with(mark)) length = mark.size();
    if (length == 0) continue;
    pieces.push_back(name.substr(from, at - from));
    from = at + length;
  }
  pieces.push_back(name.substr(from));
  return pieces;
}

// Does the text end with a legal form that ends a name ("Ltd.", "Limited", "GmbH" …)? Not "Co":
// "Ltd" may follow it.
bool ends_with_legal_form(std::string_view text) {
  while (text.ends_with('.')) text.remove_suffix(1);
  const auto blank = text.find_last_of(" ,.");
  const std::string last =
      lower_ascii(blank == std::string_view::npos ? text : text.substr(blank + 1));
  for (std::string_view form : {"ltd", "limited", "llc", "inc", "incorporated", "gmbh", "corp",
                                "corporation", "sarl", "bhd", "plc", "llp", "jsc", "fze"})
    if (last == form) return true;
  return false;
}

// Some rows carry the address in the name: "HiSilicon Technologies Co., Ltd (HiSilicon), Bantian
// Longgang District". What stands before such a comma is a name of its own; empty when there is
// none.
std::string_view before_address(std::string_view name) {
  for (auto comma = name.find(','); comma != std::string_view::npos;
       comma = name.find(',', comma + 1)) {
    std::string_view head = trim_wide(name.substr(0, comma));
    std::string_view bare = head;
    if (bare.ends_with(')')) bare = trim_wide(bare.substr(0, bare.rfind('(')));
    const std::string_view rest = trim_wide(name.substr(comma + 1));
    if (ends_with_legal_form(bare) && !rest.empty() && !ends_with_legal_form(rest)) return head;
  }
  return {};
}

constexpr bool digit(char c) { return c >= '0' && c <= '9'; }

// Does a citation ("84 FR", "53.F.R.") begin at this digit?
bool citation_begins(std::string_view text, std::size_t at) {
  if (at > 0 && (digit(text[at - 1]) || text[at - 1] == '/')) return false;
  std::size_t next = at;
  while (next < text.size() && digit(text[next])) ++next;
  if (next == at || next - at > 3) return false;
  while (next < text.size() && (text[next] == ' ' || text[next] == '.')) ++next;
  const std::string_view rest = text.substr(next);
  return rest.starts_with("FR") || rest.starts_with("F.R") || rest.starts_with("F. R") ||
         rest.starts_with("Fed");
}

}  // namespace

std::vector<std::string> split_list(std::string_view joined) {
  std::vector<std::string> pieces;
  while (!joined.empty()) {
    const auto at = joined.find("; ");
    const auto piece = joined.substr(0, at);
    if (!trim(piece).empty()) pieces.emplace_back(piece);
    if (at == std::string_view::npos) break;
    joined.remove_prefix(at + 2);
  }
  return pieces;
}

std::vector<std::string> names_inside(std::string_view name) {
  std::vector<std::string> found;
  const auto add = [&](std::string_view piece) {
    piece = clean_piece(piece);
    if (piece.empty() || piece == name) return;
    if (std::find(found.begin(), found.end(), piece) == found.end()) found.emplace_back(piece);
  };
  // The words before "Affiliated Entity:" name the parent, which has its own row.
  constexpr std::string_view kAffiliate = "Affiliated Entity:";
  if (const auto at = name.find(kAffiliate); at != std::string_view::npos) {
    add(name.substr(at + kAffiliate.size()));
    return found;
  }
  add(before_address(name));
  const auto pieces = split_at_marks(name);
  if (pieces.size() < 2) return found;
  for (std::string_view piece : pieces) add(piece);
  return found;
}

snapshot::AddressRecord read_address(std::string_view text) {
  const auto comma = text.rfind(',');
  const auto end = trim(comma == std::string_view::npos ? text : text.substr(comma + 1));
  return {std::string(text), is_country(end) ? std::string(end) : std::string()};
}

std::vector<std::string> split_citations(std::string_view notice) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < notice.size(); ++at)
    if (citation_begins(notice, at)) starts.push_back(at);
  if (starts.empty()) starts.push_back(0);
  starts.front() = 0;  // words before the first citation stay with it
  std::vector<std::string> pieces;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const auto until = i + 1 < starts.size() ? starts[i + 1] : notice.size();
    std::string_view piece = trim(notice.substr(starts[i], until - starts[i]));
    while (piece.ends_with(',') || piece.ends_with(';')) {
      piece.remove_suffix(1);
      piece = trim(piece);
    }
    if (!piece.empty()) pieces.emplace_back(piece);
  }
  return pieces;
}

}  // namespace licet::ingest
