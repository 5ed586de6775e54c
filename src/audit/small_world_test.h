// For tests only: claims over every small profile. Each kind of ballot is looked at once by each
// assorter; a profile is then how many ballots there are of each kind.
#pragma once

#include "audit/assertion.h"
#include "tabulate/tabulate_fixture.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace recanvass::audit::small_world {

using tabulate::Profile;

/// How many ballots of each kind.
using Numbers = std::vector<int>;

class World {
 public:
  World(election::CardContest contest, Profile kinds)
      : contest_(std::move(contest)), kinds_(std::move(kinds)) {}
  [[nodiscard]] const election::CardContest& contest() const { return contest_; }
  [[nodiscard]] std::size_t kinds() const { return kinds_.size(); }

  [[nodiscard]] std::vector<std::int64_t> numerators(const Assorter& assorter) const {
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      const Profile::Line line = kinds_.at(i);
      values.push_back(assorter.numerator({line.state, line.marks}));
    }
    return values;
  }

  [[nodiscard]] Profile profile(const Numbers& numbers) const {
    Profile made(contest_);
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      const Profile::Line line = kinds_.at(i);
      made.add(line.state, line.marks, election::CardCount(numbers[i]));
    }
    return made;
  }

  void for_each(int ballots_max, const std::function<void(const Numbers&)>& visit) const {
    Numbers numbers(kinds_.size(), 0);
    const std::function<void(std::size_t, int)> fill = [&](std::size_t at, int left) {
      if (at == numbers.size()) {
        visit(numbers);
        return;
      }
      for (int cards = 0; cards <= left; ++cards) {
        numbers[at] = cards;
        fill(at + 1, left - cards);
      }
      numbers[at] = 0;
    };
    fill(0, ballots_max);
  }

 private:
  election::CardContest contest_;
  Profile kinds_;  // a card of each kind
};

/// Assertions whose values are at hand for every kind of ballot.
class Tabled {
 public:
  Tabled(const World& world, const Assertions& assertions) {
    for (const Assertion& one : assertions) {
      values_.push_back(world.numerators(one.assorter));
      halves_.push_back(one.assorter.half_numerator());
    }
  }
  /// Every mean is above one half.
  [[nodiscard]] bool all_true(const Numbers& numbers) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      std::int64_t above = 0;
      for (std::size_t kind = 0; kind < numbers.size(); ++kind) {
        above += numbers[kind] * (values_[i][kind] - halves_[i]);
      }
      if (above <= 0) return false;
    }
    return true;
  }

 private:
  std::vector<std::vector<std::int64_t>> values_;
  std::vector<std::int64_t> halves_;
};

/// Every ordered list of some of the letters, the longest only if they say more: "A", "AB", …
inline std::vector<std::string> rankings(std::string_view letters) {
  std::vector<std::string> all{""};
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (all[at].size() + 1 >= letters.size()) continue;  // the last place says nothing
    for (const char letter : letters) {
      if (all[at].find(letter) == std::string::npos) all.push_back(all[at] + letter);
    }
  }
  return all;
}

inline World ranked_world(std::string_view letters) {
  tabulate::fixture::Ballots ballots;
  for (const std::string& ranking : rankings(letters)) {
    std::string written;
    for (const char letter : ranking) {
      if (!written.empty()) written += '>';
      written += letter;
    }
    ballots.emplace_back(written, 1);
  }
  const Profile kinds = tabulate::fixture::ranked_profile(letters, ballots);
  return {kinds.contest(), kinds};
}

/// Every set of at most `marks_max` letters.
inline World marked_world(std::string_view letters, int marks_max) {
  tabulate::fixture::Ballots ballots;
  for (unsigned set = 0; set < 1U << letters.size(); ++set) {
    if (__builtin_popcount(set) > marks_max) continue;
    std::string ballot;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      if ((set >> i & 1U) != 0) ballot += letters[i];
    }
    ballots.emplace_back(ballot, 1);
  }
  const Profile kinds = tabulate::fixture::marked_profile(letters, ballots);
  return {kinds.contest(), kinds};
}

/// Every way to give each letter 0 to `score_max`.
inline World scored_world(std::string_view letters, int score_max) {
  const election::CardContest contest = tabulate::fixture::contest_of(letters);
  Profile kinds(contest);
  std::vector<int> scores(letters.size(), 0);
  const std::function<void(std::size_t)> fill = [&](std::size_t at) {
    if (at == scores.size()) {
      std::vector<election::Mark> marks;
      for (std::size_t i = 0; i < scores.size(); ++i) {
        if (scores[i] > 0) marks.push_back({static_cast<ChoiceIndex>(i), 0, scores[i]});
      }
      kinds.add(marks.empty() ? election::MarkingState::Blank : election::MarkingState::Marked,
                marks, election::CardCount(1));
      return;
    }
    for (int score = 0; score <= score_max; ++score) {
      scores[at] = score;
      fill(at + 1);
    }
  };
  fill(0);
  return {contest, kinds};
}

}  // namespace recanvass::audit::small_world
