// What the checks of Arlo's audit reports share: workflow/reverify_arlo.cpp (contests, risks of
// polling, full hand tallies), reverify_arlo_ballots.cpp (sampled ballots and their tickets),
// reverify_arlo_batches.cpp (batches) and reverify_arlo_hybrid.cpp (two strata).
#pragma once

#include "audit/published_figure.h"
#include "audit/published_risk.h"
#include "formats/published_arlo.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// A report while it is checked.
struct ArloCheck {
  const formats::ArloReport& report;
  audit::FigureChecks& checks;
  std::vector<std::string>& summary;

  [[nodiscard]] double risk_limit() const {
    return static_cast<double>(report.risk_limit_percent) / 100.0;
  }
  /// "Yes" just when the risk is at most the limit.
  void limit_met(const formats::ArloRound& round, double risk);
  /// Published as met, and not met.
  void limit_not_met(const formats::ArloRound& round, std::string why);
  /// The same by the risk that is printed, of rounds whose risk cannot be worked out again.
  void limits_met_as_printed();
  std::set<const formats::ArloRound*> limits_checked;
};

/// As the report has it; the votes in the order of `contest.votes`.
[[nodiscard]] audit::ReportedContest reported_of(const formats::ArloContest& contest);
/// Why no risk can follow from the reported figures; empty: it can.
[[nodiscard]] std::string why_no_risk(const formats::ArloContest& contest);

/// Votes in the order of `contest.votes`; no value: a choice that the contest does not have.
[[nodiscard]] std::optional<std::vector<std::int64_t>> votes_in_order(
    const formats::NamedVotes& votes, const formats::ArloContest& contest);

/// Of a hybrid audit: in the stratum whose ballots have cast vote records.
[[nodiscard]] bool has_record(const formats::ArloBallot& ballot);

/// Rounds of a contest up to number `last`, in their order.
[[nodiscard]] std::vector<const formats::ArloRound*> rounds_of(const formats::ArloReport& report,
                                                               const std::string& contest,
                                                               std::int64_t last);

/// The risk that is printed against the first of several, and those that only a rule of the
/// publisher's gives.
void check_risk(audit::FigureChecks& checks, const std::string& published,
                const std::vector<audit::NamedRisk>& risks);

/// Tickets of sampled ballots: each is what the seed gives, none was passed over, as many as the
/// sample's size.
void check_ballot_tickets(ArloCheck& check);
/// Readings of sampled ballots: votes audited, discrepancies, risks of a comparison.
void check_ballot_readings(ArloCheck& check);
/// Batches: tickets, results, risks.
void check_batches(ArloCheck& check);
/// Risk over two strata, SUITE.
void check_hybrid(ArloCheck& check);

}  // namespace recanvass::workflow
