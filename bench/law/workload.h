#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The synthetic workload (README.md) as the hand-written engines read it: words are numbers.
namespace licet::bench {

enum class Kind : std::uint8_t { kRequirement, kException, kBar };

inline constexpr std::size_t kWordFacts = 4;  // item, destination, end use, role
inline constexpr std::size_t kValue = 4, kMilitary = 5, kCertificate = 6, kFacts = 7;
inline constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

// Conditions that are not set hold always. Days count from 1970-01-01, both inclusive.
struct Norm {
  Kind kind = Kind::kRequirement;
  std::string id;
  std::vector<std::string> to;
  std::array<std::vector<std::int64_t>, kWordFacts> words;  // sorted
  std::int64_t above = -1, upto = kNoLimit;                 // above < value <= upto
  std::optional<bool> military, certificate;
  std::int64_t from = 0, until = kNoLimit;
};

// One question; nothing = a fact not known. Flags are 0 and 1; the value is in whole dollars.
struct Question {
  std::array<std::optional<std::int64_t>, kFacts> facts;
  std::array<std::string, kWordFacts> texts;
  std::int64_t day = 0;
};

// Numbers for the words of norms and questions; a word no norm names gets one too.
class Dictionary {
 public:
  std::int64_t number(std::size_t fact, std::string_view word);

 private:
  std::array<std::map<std::string, std::int64_t, std::less<>>, kWordFacts> words_;
};

// Files of bench/law/run, one norm or question a line. Stops the program when they are malformed.
std::vector<Norm> read_norms(const std::string& path, Dictionary& words);
std::vector<Question> read_questions(const std::string& path, Dictionary& words);

// Three-valued; order: "and" is the least, "or" the greatest.
enum class Truth : std::uint8_t { kNo = 0, kOpen = 1, kYes = 2 };

// Does the norm apply? Open where a fact it needs is not known.
Truth applies(const Norm& norm, const Question& question);

}  // namespace licet::bench
