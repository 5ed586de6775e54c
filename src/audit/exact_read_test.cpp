#include "audit/exact_read.h"

#include "audit/assertion.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using election::CardCount;
using election::MarkingState;

const std::vector<election::Mark> kFirst{{0}};
const std::vector<election::Mark> kSecond{{1}};

Found paper_for(const std::vector<election::Mark>& marks) {
  return Found::marking({MarkingState::Marked, marks});
}

Assorter first_over_second() {
  return more_votes(tabulate::fixture::contest_of("AB"), std::vector<ChoiceIndex>{0}, {1, 1})
      .at(0)
      .assorter;
}

ExactRead read_of(std::int64_t first, std::int64_t second, std::int64_t missing,
                  std::int64_t domain) {
  const std::vector<FoundCards> found{
      {paper_for(kFirst), first}, {paper_for(kSecond), second}, {Found::no_card(), missing}};
  return exact_read(first_over_second(), found, CardCount(domain), WithoutContest::AsAssorted);
}

// Every count of up to 12 cards, against every way in which the cards that are not known may fall.
TEST(ExactRead, ItIsCertainJustWhenNoFillingOfTheOtherCardsSaysOtherwise) {
  for (std::int64_t domain = 1; domain <= 12; ++domain) {
    for (std::int64_t first = 0; first <= domain; ++first) {
      for (std::int64_t second = 0; first + second <= domain; ++second) {
        for (std::int64_t missing = 0; first + second + missing <= domain; ++missing) {
          const std::int64_t open = domain - first - second;
          int holds = 0;
          for (std::int64_t more = -open; more <= open; ++more) {
            holds += first - second + more > 0 ? 1 : 0;
          }
          const Certainty expected = holds == 0              ? Certainty::False
                                     : holds == 2 * open + 1 ? Certainty::True
                                                             : Certainty::Open;
          const ExactRead read = read_of(first, second, missing, domain);
          EXPECT_EQ(read.certainty, expected) << first << " " << second << " of " << domain;
          EXPECT_EQ(read.all, first + second + missing == domain);
          const auto share = [&](std::int64_t lead) {
            return static_cast<double>(lead) / static_cast<double>(domain);
          };
          EXPECT_NEAR(read.margin_least, share(first - second - open), 1e-12);
          EXPECT_NEAR(read.margin_most, share(first - second + open), 1e-12);
        }
      }
    }
  }
}

TEST(ExactRead, ATieOfAllCardsIsFalse) {
  EXPECT_EQ(read_of(3, 3, 0, 6).certainty, Certainty::False);
  EXPECT_EQ(read_of(4, 3, 0, 7).certainty, Certainty::True);
  EXPECT_EQ(read_of(3, 3, 1, 7).certainty, Certainty::Open) << "a card that nobody found decides";
}

// With styles a card of the domain that lacks the contest leaves room for one outside.
TEST(ExactRead, PaperWithoutTheContestIsAsTheDomainHasIt) {
  const std::vector<FoundCards> found{{paper_for(kFirst), 1}, {Found::without(), 1}};
  const auto certain = [&](WithoutContest without) {
    return exact_read(first_over_second(), found, CardCount(2), without).certainty;
  };
  EXPECT_EQ(certain(WithoutContest::AsAssorted), Certainty::True);
  EXPECT_EQ(certain(WithoutContest::AnyValue), Certainty::Open);
}

}  // namespace
}  // namespace recanvass::audit
