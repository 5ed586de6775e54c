// Findings of the card checks in sentences: what was seen with its figures, what it could concern
// and whose paper would settle it. Used by screen/screen_cards.cpp.
#pragma once

#include "screen/alike_runs.h"
#include "screen/card_numbers.h"
#include "screen/contest_tests.h"
#include "screen/group_choices.h"
#include "screen/missing_choices.h"
#include "screen/multiplicity.h"
#include "screen/odd_groups.h"
#include "screen/repeated_cards.h"
#include "screen/screen_cards.h"
#include "screen/style_contests.h"

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::screen {

/// What a family of tests says of one of them.
struct TestedP {
  double p = 1.0;
  double adjusted = 1.0;
};

class CardWords {
 public:
  CardWords(const CardCells& cells, const CardScreenAsk& ask);

  [[nodiscard]] CardFinding numbers_twice(const BatchNumbers& batch) const;
  /// All gaps together; `batches` are those with any.
  [[nodiscard]] CardFinding numbers_missing(const std::vector<BatchNumbers>& batches) const;
  /// One tabulator with more gaps than others.
  [[nodiscard]] CardFinding numbers_missing_on(std::uint32_t tabulator, const UnitEvents& events,
                                               const std::vector<BatchNumbers>& batches,
                                               TestedP tested) const;
  [[nodiscard]] CardFinding odd_contests_of(const OddContests& odd) const;
  [[nodiscard]] CardFinding odd_style_of(const OddStyle& odd) const;
  [[nodiscard]] CardFinding repeated_run(const CardSequence& cards, const RepeatedRun& run) const;
  [[nodiscard]] CardFinding shared_cards_of(const SharedCards& shared) const;
  [[nodiscard]] CardFinding alike_run(const CardSequence& cards, const AlikeRun& run) const;
  [[nodiscard]] CardFinding missing_choice(const MissingChoice& missing) const;
  /// How many tests of the same check in other contests are as far out: contests that nobody
  /// disputes, of the same records.
  static void hold_against_other_contests(const std::vector<CardTest>& tests, std::size_t which,
                                          CardFinding& finding);
  [[nodiscard]] CardFinding odd_group(const OddGroup& odd, TestedP tested) const;
  /// Defined in screen/group_words.cpp.
  [[nodiscard]] CardFinding group_choices(const GroupChoices& odd, TestedP tested) const;
  /// The name of a tabulator with its word.
  [[nodiscard]] std::string tabulator_name(std::uint32_t tabulator) const;
  /// @param lead  of the contest, in votes
  [[nodiscard]] CardFinding test(const CardTest& test, TestedP tested,
                                 const ContestLead* lead) const;

 private:
  [[nodiscard]] CardFinding frame(CardCheck check, std::string_view subject) const;
  [[nodiscard]] std::string card_name(std::uint64_t card) const;
  [[nodiscard]] std::string contest_list(const std::vector<std::uint32_t>& contests) const;
  [[nodiscard]] PaperTarget batch_paper(std::uint32_t batch, std::string why) const;
  void chance(CardFinding& finding, TestedP tested, std::string correction) const;
  void add_tabulator_paper(const CardTest& test, std::uint32_t tabulator,
                           CardFinding& finding) const;
  template <class Wanted>
  /// @param off  votes that the finding concerns, which lie in the batches as their cards do
  void add_batches(Wanted wanted, std::string_view why, std::int64_t off,
                   CardFinding& finding) const;
  void say_partner(const CardTest& test, CardFinding& finding) const;
  [[nodiscard]] std::string unit_name(const CardTest& test, std::uint32_t unit) const;
  void add_unit_paper(const CardTest& test, CardFinding& finding) const;
  void say_events(const CardTest& test, CardFinding& finding) const;
  void say_drift(const CardTest& test, CardFinding& finding) const;
  void say_order(const CardTest& test, CardFinding& finding) const;

  const CardCells& cells_;
  const CardScreenAsk& ask_;
  std::vector<std::string> batch_names_;
  std::vector<election::BallotCount> batch_ballots_;
};

/// "0.0004", "3e-12", "less than 1e-300"
[[nodiscard]] std::string small_number(double number);

}  // namespace recanvass::screen
