#include "naive_interpreter.h"

#include <algorithm>

namespace licet::law::testing {

std::string key_of(const std::string& id, int party, int listing, int licence) {
  return id + "|" + std::to_string(party) + "|" + std::to_string(listing) + "|" +
         std::to_string(licence);
}

namespace {

struct About {
  int party = -1, listing = -1, licence = -1;
};

// Section 2: "tied to the same party or list entry where both read one".
bool same(int a, int b) { return a == -1 || b == -1 || a == b; }
bool tied(const About& a, const About& b) {
  return same(a.party, b.party) && same(a.listing, b.listing) && same(a.licence, b.licence);
}

class Naive {
 public:
  Naive(const std::vector<RandomNorm>& norms, const RandomFrame& frame)
      : norms_(norms), frame_(frame) {}

  Labels run() {
    Labels labels;
    for (const auto& norm : norms_)
      for (const About& about : abouts(norm))
        labels[key_of(norm.id, about.party, about.listing, about.licence)] = label(norm, about);
    return labels;
  }

 private:
  // Section 3: "judged once for every line, party, list entry and licence that its cells name".
  bool reads(const RandomNorm& norm, Owner owner) const {
    std::vector<Wants> all{norm.when, norm.unless};
    all.insert(all.end(), norm.when_any.begin(), norm.when_any.end());
    for (const Wants& wants : all)
      for (const Want& want : wants)
        if (kRandomFacts[std::size_t(want.fact)].owner == owner) return true;
    return false;
  }

  std::vector<About> abouts(const RandomNorm& norm) const {
    std::vector<About> out;
    if (reads(norm, Owner::kLicence)) {
      for (int k = 0; k < int(frame_.licences.size()); ++k) out.push_back({-1, -1, k});
      return out;
    }
    const bool listing = reads(norm, Owner::kListing);
    if (!listing && !reads(norm, Owner::kParty)) return {About{}};
    for (int p = 0; p < int(frame_.parties.size()); ++p) {
      if (!listing) out.push_back({p, -1, -1});
      for (int k = 0; listing && k < int(frame_.parties[std::size_t(p)].listings.size()); ++k)
        out.push_back({p, k, -1});
    }
    return out;
  }

  int given(const RandomFact& fact, std::size_t index, const About& about) const {
    switch (fact.owner) {
      case Owner::kParty: return frame_.parties[std::size_t(about.party)].military;
      case Owner::kListing: return row(about).on_list;
      case Owner::kLicence: return frame_.licences[std::size_t(about.licence)];
      default: return frame_.facts[index];
    }
  }

  const RandomListing& row(const About& about) const {
    return frame_.parties[std::size_t(about.party)].listings[std::size_t(about.listing)];
  }

  // A fact that is absent is unknown; section 6: where the vocabulary says `assume` the negative is
  // assumed, unless nothing may be.
  int truth(const Want& want, const About& about) const {
    const RandomFact& fact = kRandomFacts[std::size_t(want.fact)];
    const int value = given(fact, std::size_t(want.fact), about);
    int out = value == 1 ? 2 : 0;
    if (value == -1) out = fact.assumed && !frame_.strict ? 0 : 1;
    return want.negated ? 2 - out : out;
  }

  int every(const Wants& wants, const About& about) const {
    int least = 2;
    for (const Want& want : wants) least = std::min(least, truth(want, about));
    return least;
  }

  bool in_force(const RandomNorm& norm) const {
    const bool stayed = norm.stayed_from <= frame_.day && frame_.day <= norm.stayed_until;
    return norm.from <= frame_.day && frame_.day <= norm.until && !stayed;
  }

  // Before `possible_from` and after its end the row is not there; before `certain_from`, or where
  // the match is only possible, nobody can tell.
  int row_stands(const About& about) const {
    if (about.listing == -1) return 2;
    const RandomListing& listing = row(about);
    if (frame_.day < listing.possible_from || frame_.day >= listing.until) return 0;
    return frame_.day < listing.certain_from || listing.possible_match ? 1 : 2;
  }

  int applies(const RandomNorm& norm, const About& about) const {
    if (!in_force(norm)) return 0;
    int out = std::min(row_stands(about), every(norm.when, about));
    if (!norm.when_any.empty()) {
      int best = 0;
      for (const Wants& wants : norm.when_any) best = std::max(best, every(wants, about));
      out = std::min(out, best);
    }
    if (!norm.unless.empty()) out = std::min(out, 2 - every(norm.unless, about));
    return out;
  }

  bool points_at(const std::string& target, const RandomNorm& norm) const {
    if (target.starts_with("reason:"))
      return norm.kind == "requirement" &&
             (target == "reason:*" || target == "reason:" + norm.reason);
    if (target.starts_with("authority:"))
      return !norm.authority.empty() &&
             (target == "authority:exception:*" || target == "authority:" + norm.authority);
    if (target.ends_with(".*")) return norm.id.starts_with(target.substr(0, target.size() - 1));
    return target == norm.id;
  }

  // The strongest label among the norms tied to this one for which `linked` says yes.
  template <class Linked>
  int strongest(const About& about, const Linked& linked) const {
    int best = 0;
    for (const auto& other : norms_) {
      if (!linked(other)) continue;
      for (const About& theirs : abouts(other))
        if (tied(about, theirs)) best = std::max(best, label(other, theirs));
    }
    return best;
  }

  int label(const RandomNorm& norm, const About& about) const {
    int out = applies(norm, about);
    const auto points = [this](const std::vector<std::string>& targets, const RandomNorm& at) {
      return std::any_of(targets.begin(), targets.end(),
                         [&](const std::string& t) { return points_at(t, at); });
    };
    if (out == 0) return 0;
    out = std::min(out, 2 - strongest(about, [&](const RandomNorm& attacker) {
                          return attacker.id != norm.id && points(attacker.defeats, norm);
                        }));
    if (!norm.rests_on.empty())
      out = std::min(out, strongest(about, [&](const RandomNorm& support) {
                       return support.id != norm.id && points(norm.rests_on, support);
                     }));
    return out;
  }

  const std::vector<RandomNorm>& norms_;
  const RandomFrame& frame_;
};

}  // namespace

Labels naive_labels(const std::vector<RandomNorm>& norms, const RandomFrame& frame) {
  return Naive(norms, frame).run();
}

}  // namespace licet::law::testing
