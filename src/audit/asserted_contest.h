// One contest of an audit, from its records or from its reported totals: counted again by its rule,
// with the assertions that prove the outcome, their exact margins over the domain, and the sample
// that would confirm each if nothing differs. All of it is fixed before the seed.
// Next: audit/measure.h. In words: report/assertions_report.h.
#pragma once

#include "audit/audit_domain.h"
#include "audit/measure.h"
#include "audit/mismatch_audit.h"
#include "audit/outcome_proof.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::audit {

/// What a person says about one contest.
struct ContestAsk {
  tabulate::Rule rule;
  double risk_limit = 0.05;
  std::string risk_function{kDefaultRiskFunction};
  bool rounds_fixed_before_seed = false;  ///< the sizes of rounds are fixed with the assertions
  bool targeted = true;  ///< else it is read only on cards that are drawn for others
  std::optional<Choices> winners;  ///< as reported; no value: as counted here
  std::optional<tabulate::CandidateLists> lists;
  Choices lots;  ///< on whom lots fell
  std::optional<std::int64_t> quorum_eligible;  ///< voters, of whom a share has to take part
  base::Rational quorum_share;
  /// Of an audit of mismatches, how many changes are needed, from elsewhere; no value: worked out.
  std::optional<MismatchBound> changes;
};

/// An assertion with what is fixed about it.
struct ProvedAssertion {
  Assertion assertion;
  base::Rational assorter_margin;
  std::optional<TwoVotes> votes;  ///< of claims that a winner has more votes than a loser
  std::vector<stats::ValueShare> reported;  ///< what draws show if the report is right
};

struct AssertedContest {
  std::uint32_t index = 0;  ///< in the store; of totals in the order given
  election::CardContest contest;
  tabulate::Rule rule;
  std::string outcome;  ///< "Ada is elected"
  double risk_limit = 0.05;
  std::string risk_function{kDefaultRiskFunction};
  bool rounds_fixed_before_seed = false;
  bool targeted = true;
  MeasureDesign design = MeasureDesign::Comparison;
  StyleUse style = StyleUse::CardsWithContest;
  ContestDomain domain;
  ProofReach reach = ProofReach::Nothing;
  std::string words;  ///< of OutcomeProof
  std::vector<ProvedAssertion> assertions;
  std::size_t closest = 0;  ///< of the assertions, the one that needs the largest sample
  /// Who was reported to win an instant runoff of which there are no records: no assertion is known
  /// to hold before cards are read, and every order of elimination that ends with somebody else is
  /// tested instead (audit/order_poll.h). Then assertions are empty.
  std::optional<ChoiceIndex> by_orders;
  /// How many records would have to differ, where they are counted (audit/mismatch_audit.h). Then
  /// assertions are empty.
  std::optional<MismatchBound> by_mismatches;
  /// Cards by its function if none differs and phantoms come by their share (comparison); no value:
  /// not by comparison, nothing can be tested, or phantoms can make up the lead.
  std::optional<std::int64_t> cards_if_clean;

  [[nodiscard]] bool can_be_audited() const {
    return !assertions.empty() || by_orders || by_mismatches;
  }
  /// The assertion whose lead the phantoms can make up: only their paper could confirm it.
  [[nodiscard]] const ProvedAssertion* within_phantoms() const;
  /// To be counted, without what was drawn. @pre by_mismatches
  [[nodiscard]] MismatchAudit mismatches() const;
  /// To be measured, without the ends of rounds.
  [[nodiscard]] ContestMeasure measure() const;
};

/// A contest of the records. Causes: assertion.rule (it cannot be counted by its rule),
/// assertion.outcome (another outcome than reported), assertion.changes (more changes needed than
/// are known to be enough, or than there are cards), measure.function, measure.votes,
/// measure.schedule (a risk function that does not serve it). An assertion that does not hold over
/// records and phantoms leaves none, and says so: the contest is to be counted by hand. So does one
/// whose lead phantoms can make up, where cards are drawn by the records: none of them is read.
[[nodiscard]] base::Result<AssertedContest> assert_contest(const election::CardStore& store,
                                                           std::uint32_t contest,
                                                           const AuditDomain& domain,
                                                           MeasureDesign design,
                                                           const ContestAsk& ask);

/// Votes as they were reported, with no records: what a poll of the paper tests.
struct ReportedTotals {
  election::CardContest contest;
  std::vector<election::VoteCount> votes;  ///< by choice
  election::CardCount cards;  ///< of the domain: all cards in the manifest
};

/// An instant runoff takes its first preferences for votes and is tested by orders of elimination.
/// Causes: as above, and assertion.totals (a rule that needs more than totals, or more votes than
/// the cards could give), assertion.winner (an instant runoff without one winner as reported).
[[nodiscard]] base::Result<AssertedContest> assert_totals(const ReportedTotals& totals,
                                                          const ContestAsk& ask);

}  // namespace recanvass::audit
