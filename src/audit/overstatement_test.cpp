#include "audit/overstatement.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::Mark;
using election::MarkingState;
using election::MarkingView;

const std::vector<Mark> kForWinner{{0}};
const std::vector<Mark> kForLoser{{1}};
const std::vector<Mark> kForOther{{2}};

MarkingView said(const std::vector<Mark>& marks) { return {MarkingState::Marked, marks}; }

Assorter plurality() {
  return {tabulate::fixture::contest_of("ABC"),
          SumClaim{CountsVotes{1, 1}, pair_weights(3, {0, 1}), {}, {}}};
}

// Table of the cases: record, paper, overstatement with and without styles.
TEST(Overstatement, EveryCaseOfRecordAndPaper) {
  const Rational v(1, 10);
  const OverstatementAssorter styled(plurality(), v, StyleUse::CardsWithContest);
  const OverstatementAssorter all(plurality(), v, StyleUse::AllCards);
  struct Row {
    Recorded recorded;
    Found found;
    Rational styled;
    Rational all;
  };
  const Recorded winner = Recorded::marking(said(kForWinner));
  const Recorded loser = Recorded::marking(said(kForLoser));
  const Rational none(0);
  const Rational half(1, 2);
  const Rational one(1);
  const Row rows[] = {
      {winner, Found::marking(said(kForWinner)), none, none},
      {winner, Found::marking(said(kForOther)), half, half},
      {winner, Found::marking(said(kForLoser)), one, one},
      {loser, Found::marking(said(kForWinner)), none - one, none - one},
      {winner, Found::without(), one, half},
      {loser, Found::without(), none, none - half},
      {winner, Found::no_card(), one, one},
      {loser, Found::no_card(), one, one},
      {Recorded::without(), Found::no_card(), one, one},
      {Recorded::pooled(Rational(3, 5)), Found::no_card(), one, one},
      {Recorded::without(), Found::marking(said(kForLoser)), half, half},
      {Recorded::phantom(), Found::marking(said(kForWinner)), none - half, none - half},
      {Recorded::phantom(), Found::marking(said(kForLoser)), half, half},
      {Recorded::phantom(), Found::no_card(), half, half},
      {Recorded::pooled(Rational(3, 5)), Found::marking(said(kForLoser)), Rational(3, 5),
       Rational(3, 5)},
      {Recorded::pooled(Rational(3, 5)), Found::marking(said(kForWinner)), Rational(-2, 5),
       Rational(-2, 5)},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(styled.overstatement(row.recorded, row.found), row.styled);
    EXPECT_EQ(all.overstatement(row.recorded, row.found), row.all);
  }
}

// SHANGRLA takes the record of a card that nobody found at its word, and only the paper at its
// worst; kept to check others.
TEST(Overstatement, AMissingCardIsByItsRecordOnlyWhereThatIsAskedFor) {
  const OverstatementAssorter peer(plurality(), Rational(1, 10), StyleUse::CardsWithContest,
                                   MissingCard::AsRecord);
  const auto missing = [&](const std::vector<Mark>& marks) {
    return peer.overstatement(Recorded::marking(said(marks)), Found::no_card());
  };
  EXPECT_EQ(missing(kForWinner), Rational(1));
  EXPECT_EQ(missing(kForOther), Rational(1, 2));
  EXPECT_EQ(missing(kForLoser), Rational(0));
  EXPECT_EQ(peer.overstatement(Recorded::phantom(), Found::no_card()), Rational(1, 2));
}

// a = 1 / (2 - v): without error a, and 0, a/2, 3a/2, 2a.
TEST(Overstatement, PluralityHasFiveValues) {
  const OverstatementAssorter b(plurality(), Rational(1, 10), StyleUse::CardsWithContest);
  const Rational a(10, 19);
  EXPECT_EQ(b.value_without_error(), a);
  EXPECT_EQ(b.upper_bound(), a * Rational(2));
  const Recorded winner = Recorded::marking(said(kForWinner));
  const Recorded loser = Recorded::marking(said(kForLoser));
  const Recorded other = Recorded::marking(said(kForOther));
  EXPECT_EQ(b.value(winner, Found::marking(said(kForLoser))), Rational(0));
  EXPECT_EQ(b.value(other, Found::marking(said(kForLoser))), a * Rational(1, 2));
  EXPECT_EQ(b.value(winner, Found::marking(said(kForWinner))), a);
  EXPECT_EQ(b.value(loser, Found::marking(said(kForOther))), a * Rational(3, 2));
  EXPECT_EQ(b.value(loser, Found::marking(said(kForWinner))), a * Rational(2));
}

// Trap 7: with u below 1 there are seven: a times 2, 1 + 1/2u, 2 - 1/2u, 1, 1 - 1/2u, 1/2u, 0.
TEST(Overstatement, AShareHasSevenValues) {
  const Rational f(11, 20);
  const Rational other = Rational(0) - f;
  const Assorter share(tabulate::fixture::contest_of("ABC"),
                       SumClaim{CountsVotes{1, 1}, {Rational(1) - f, other, other}, {}, {}});
  const Rational u(10, 11);
  EXPECT_EQ(share.upper_bound(), u);
  const Rational v(1, 5);
  const OverstatementAssorter b(share, v, StyleUse::CardsWithContest);
  const Rational a = u / (Rational(2) * u - v);
  const Rational part = Rational(1, 2) / u;
  const MarkingView blank{MarkingState::Blank, {}};
  const Recorded records[] = {Recorded::marking(said(kForLoser)), Recorded::marking(blank),
                              Recorded::marking(said(kForWinner))};
  const Found papers[] = {Found::marking(said(kForLoser)), Found::marking(blank),
                          Found::marking(said(kForWinner))};
  const Rational one(1);
  const Rational two(2);
  const Rational expected[3][3] = {
      {one, one + part, two}, {one - part, one, two - part}, {Rational(0), part, one}};
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) EXPECT_EQ(b.value(records[i], papers[j]), a * expected[i][j]);
  }
}

// The mean of B is above one half exactly when that of A over the paper is: over every pair of
// record and paper of four cards, phantoms included.
TEST(Overstatement, ItsMeanIsAboveOneHalfExactlyWhenThatOfThePaperIs) {
  const Assorter assorter = plurality();
  const std::vector<Mark>* const marks[] = {&kForWinner, &kForLoser, &kForOther};
  int compared = 0;
  for (int code = 0; code < 4 * 4 * 4 * 4 * 81; ++code) {
    int rest = code;
    std::vector<Recorded> records;
    Rational recorded_sum;
    for (int card = 0; card < 4; ++card, rest /= 4) {
      const auto kind = static_cast<std::size_t>(rest % 4);
      const bool phantom = kind == 3;
      records.push_back(phantom ? Recorded::phantom() : Recorded::marking(said(*marks[kind])));
      recorded_sum = recorded_sum + (phantom ? Rational(1, 2) : assorter.value(said(*marks[kind])));
    }
    const Rational v = recorded_sum * Rational(2, 4) - Rational(1);
    if (v <= Rational(0)) continue;
    const OverstatementAssorter b(assorter, v, StyleUse::CardsWithContest);
    Rational b_sum;
    Rational paper_sum;
    for (int card = 0; card < 4; ++card, rest /= 3) {
      const MarkingView found = said(*marks[static_cast<std::size_t>(rest % 3)]);
      b_sum = b_sum + b.value(records[static_cast<std::size_t>(card)], Found::marking(found));
      paper_sum = paper_sum + assorter.value(found);
    }
    ++compared;
    EXPECT_EQ(b_sum > Rational(2), paper_sum > Rational(2));
  }
  EXPECT_GT(compared, 5000);
}

}  // namespace
}  // namespace recanvass::audit
