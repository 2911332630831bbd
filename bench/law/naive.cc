#include <cstdio>
#include <map>

#include "serve.h"
#include "workload.h"

// The loop that a programmer writes by hand when no engine is at hand: every requirement in turn,
// its exceptions when it may stand, their bars; three-valued. No index but the links between norms.
namespace licet::bench {
namespace {

class Naive : public Engine {
 public:
  explicit Naive(const std::string& path) : norms_(read_norms(path, words_)) {
    for (const Norm& norm : norms_) {
      if (norm.kind == Kind::kRequirement) requirements_.push_back(&norm);
      if (norm.kind == Kind::kException)
        for (const auto& reason : norm.to) exceptions_[reason].push_back(&norm);
      if (norm.kind == Kind::kBar)
        for (const auto& exception : norm.to) bars_[exception].push_back(&norm);
    }
    for (const Norm* norm : requirements_) over_.push_back(&exceptions_[norm->to.front()]);
  }

  std::size_t prepare(const std::string& path) override {
    questions_ = read_questions(path, words_);
    return questions_.size();
  }

  char decide(std::size_t question) override {
    const Question& asked = questions_[question];
    bool open = false;
    for (std::size_t i = 0; i < requirements_.size(); ++i) {
      const Truth stands = applies(*requirements_[i], asked);
      if (stands == Truth::kNo) continue;
      const Truth lifted = overcome(*over_[i], asked);
      if (lifted == Truth::kYes) continue;
      if (stands == Truth::kYes && lifted == Truth::kNo) return 'L';
      open = true;
    }
    return open ? '?' : 'A';
  }

 private:
  using Norms = std::vector<const Norm*>;

  Truth overcome(const Norms& exceptions, const Question& asked) const {
    Truth best = Truth::kNo;
    for (const Norm* exception : exceptions) {
      Truth serves = applies(*exception, asked);
      if (serves <= best) continue;
      if (const auto it = bars_.find(exception->id); it != bars_.end())
        for (const Norm* bar : it->second)
          serves = std::min(serves, Truth(2 - int(applies(*bar, asked))));
      best = std::max(best, serves);
      if (best == Truth::kYes) break;
    }
    return best;
  }

  Dictionary words_;
  std::vector<Norm> norms_;
  Norms requirements_;
  std::vector<const Norms*> over_;
  std::map<std::string, Norms> exceptions_, bars_;
  std::vector<Question> questions_;
};

}  // namespace
}  // namespace licet::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: licet_law_naive NORMS\n", stderr);
    return 2;
  }
  licet::bench::Naive engine(argv[1]);
  licet::bench::serve(engine, 0);
  return 0;
}
