// New South Wales' councils counted a second time, each paper by itself: Schedule 5 of the Local
// Government (General) Regulation 2005, as stv_rules.cpp reads it.
#include "election/card_fixture.h"
#include "tabulate/stv.h"
#include "tabulate/stv_rules.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::tabulate {
namespace {

using base::Rational;
using fixture::Ballots;
using fixture::ranked_profile;

struct CouncilPaper {
  std::string order;
  Rational value{1};
  int transfer = 0;  // that brought it
  char with = '-';
};

class PlainCouncils {
 public:
  PlainCouncils(const Ballots& ballots, std::string standing, std::size_t seats)
      : standing_(std::move(standing)), seats_(seats) {
    for (const auto& [order, number] : ballots) {
      for (int i = 0; i < number; ++i) papers_.push_back({order, Rational(1), 0, '-'});
    }
    for (CouncilPaper& paper : papers_) {
      paper.with = next(paper);
      ++votes_[paper.with];
    }
    quota_ = static_cast<std::int64_t>(papers_.size() / (seats + 1) + 1);
  }

  // "" where a tie has to be broken.
  std::string elected() {
    while (true) {
      elect_those_with_quota();
      if (elected_.size() == seats_) return elected_;
      std::ranges::stable_sort(standing_, [&](char a, char b) { return votes_[a] > votes_[b]; });
      const std::size_t left = seats_ - elected_.size();
      if (standing_.size() <= left || cannot_be_caught(left)) {
        return elected_ + standing_.substr(0, left);
      }
      ++transfer_;
      if (!(pending_.empty() ? exclude() : give_surplus())) return {};
    }
  }

 private:
  [[nodiscard]] char next(const CouncilPaper& paper) const {
    for (const char c : paper.order) {
      if (c != '>' && standing_.find(c) != std::string::npos) return c;
    }
    return '-';
  }

  void elect_those_with_quota() {
    std::string reached;
    for (const char c : standing_) {
      if (votes_[c] >= quota_) reached += c;
    }
    std::ranges::sort(reached);
    std::ranges::stable_sort(reached, [&](char a, char b) { return votes_[a] > votes_[b]; });
    for (const char c : reached) {
      elected_ += c;
      standing_.erase(standing_.find(c), 1);
      if (votes_[c] > quota_) pending_.emplace_back(transfer_, c);
    }
  }

  bool cannot_be_caught(std::size_t left) {
    std::int64_t others = 0;
    for (const auto& [when, c] : pending_) others += votes_[c] - quota_;
    for (std::size_t i = left; i < standing_.size(); ++i) others += votes_[standing_[i]];
    return votes_[standing_[left - 1]] > others;
  }

  bool give_surplus() {
    const auto before = [&](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : votes_[a.second] > votes_[b.second];
    };
    std::ranges::stable_sort(pending_, before);
    if (pending_.size() > 1 && !before(pending_[0], pending_[1])) return false;
    const char from = pending_[0].second;
    pending_.erase(pending_.begin());
    const std::int64_t surplus = votes_[from] - quota_;
    Rational base(votes_[from]);
    for (const CouncilPaper& paper : papers_) {
      if (paper.with == from && next(paper) == '-') base = base - paper.value;
    }
    const Rational share = base <= Rational(surplus) ? Rational(1) : Rational(surplus) / base;
    std::map<std::pair<char, Rational>, int> groups;
    for (CouncilPaper& paper : papers_) {
      if (paper.with != from || next(paper) == '-') continue;
      paper = {paper.order, share * paper.value, transfer_, next(paper)};
      ++groups[{paper.with, paper.value}];
    }
    for (const auto& [key, papers] : groups) {
      votes_[key.first] += (key.second * Rational(papers)).floor();
    }
    votes_[from] = quota_;
    return true;
  }

  bool exclude() {
    const char out = standing_.back();
    if (std::ranges::count_if(standing_, [&](char c) { return votes_[c] == votes_[out]; }) > 1) {
      return false;
    }
    standing_.pop_back();
    std::map<std::tuple<char, int, Rational>, int> groups;
    for (CouncilPaper& paper : papers_) {
      if (paper.with != out) continue;
      const int brought_by = paper.transfer;
      paper = {paper.order, paper.value, transfer_, next(paper)};
      ++groups[{paper.with, brought_by, paper.value}];
    }
    for (const auto& [key, papers] : groups) {
      votes_[std::get<0>(key)] += (std::get<2>(key) * Rational(papers)).floor();
    }
    return true;
  }

  std::string standing_;
  std::size_t seats_;
  std::int64_t quota_ = 0;
  int transfer_ = 0;
  std::vector<CouncilPaper> papers_;
  std::map<char, std::int64_t> votes_;
  std::vector<std::pair<int, char>> pending_;
  std::string elected_;
};

TEST(StvCouncils, EverySmallProfileAgreesWithASecondImplementation) {
  const std::vector<std::string> kinds = {"A",   "A>B",   "A>C", "B>A", "B>C>D",
                                          "C>A", "C>B>D", "D>A", "D"};
  const StvRules rules = stv_rule_set("au-nsw-councils")->rules;
  int compared = 0;
  fixture::for_each_profile(kinds, 6, [&](const Ballots& ballots) {
    const StvCount counted = count_stv(ranked_profile("ABCD", ballots), 2, rules);
    const std::string expected = PlainCouncils(ballots, "ABCD", 2).elected();
    if (expected.empty() || counted.ending != StvEnding::Filled) return;
    std::string found;
    for (const ChoiceIndex choice : counted.elected) found += static_cast<char>('A' + choice);
    ASSERT_EQ(std::set<char>(found.begin(), found.end()),
              std::set<char>(expected.begin(), expected.end()));
    ++compared;
  });
  EXPECT_GT(compared, 1000);
}

TEST(StvCouncils, ThrownProfilesOfManyPapersAgreeWithASecondImplementation) {
  const std::vector<std::string> kinds = {"A>B>C>D", "A>C", "A",   "A>D>E", "B>A>E", "B>C",
                                          "C>A>B",   "C>E", "D>B", "D>E>A", "E>D",   "E"};
  const StvRules rules = stv_rule_set("au-nsw-councils")->rules;
  election::fixture::Dice dice(2021);
  int compared = 0;
  for (int thrown = 0; thrown < 2000; ++thrown) {
    Ballots ballots;
    for (const std::string& kind : kinds) {
      ballots.emplace_back(kind, static_cast<int>(dice.below(12)));
    }
    const StvCount counted = count_stv(ranked_profile("ABCDE", ballots), 3, rules);
    const std::string expected = PlainCouncils(ballots, "ABCDE", 3).elected();
    if (expected.empty() || counted.ending != StvEnding::Filled) continue;
    std::string found;
    for (const ChoiceIndex choice : counted.elected) found += static_cast<char>('A' + choice);
    ASSERT_EQ(std::set<char>(found.begin(), found.end()),
              std::set<char>(expected.begin(), expected.end()))
        << thrown;
    ++compared;
  }
  EXPECT_GT(compared, 500);
}

}  // namespace
}  // namespace recanvass::tabulate
