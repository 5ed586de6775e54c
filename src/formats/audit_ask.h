// What a person says about an audit before anything is drawn: contests with their rules, risk
// limits, bounds on cards, pools; and, where there are no records, the votes as they were reported.
// docs/formats/audit-ask.md. Next: workflow/audit_assertions.h.
#pragma once

#include "audit/audit_domain.h"
#include "audit/measure.h"
#include "base/result.h"
#include "tabulate/rule_book.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recanvass::formats {

/// One contest, in names as the person writes them.
struct AskedContest {
  std::string name;  ///< name or id
  std::int64_t line = 0;
  std::optional<tabulate::Rule> rule;  ///< with its settings; no value: the usual one
  std::optional<double> risk_limit;
  std::optional<std::string> risk_function;
  std::optional<election::CardCount> cards;  ///< at most so many carry it
  std::vector<std::string> winners;  ///< as reported; empty: as counted
  bool targeted = true;
  std::vector<std::pair<std::string, std::string>> lists;  ///< choice, its list
  std::vector<std::string> lots;  ///< on whom lots fell
  std::vector<std::pair<std::string, std::int64_t>> votes;  ///< reported; empty: from records
  std::int32_t vote_for = 1;  ///< with `votes`
  std::optional<base::Rational> quorum_share;
  std::optional<std::int64_t> quorum_eligible;
};

/// A part of the cards that is drawn by itself.
struct AskedStratum {
  std::string name;
  std::int64_t line = 0;
  std::string manifest;  ///< files, from the ask's own folder
  std::vector<std::string> records;  ///< empty: its paper is polled
  std::vector<std::pair<std::string, std::int64_t>> votes;  ///< reported; none beside records
};

struct AuditAsk {
  std::string file;
  double risk_limit = 0.05;
  std::string risk_function{audit::kDefaultRiskFunction};
  /// Cards drawn up to the end of each round, fixed before the seed; empty: rounds follow what was
  /// seen.
  std::vector<std::int64_t> rounds;
  audit::MeasureDesign design = audit::MeasureDesign::Comparison;
  bool by_batches = false;  ///< design = "batches": votes come from a table of totals by batch
  bool by_strata = false;  ///< design = "strata": votes come from the strata
  std::vector<AskedStratum> strata;  ///< some where by_strata, else none
  audit::DomainSettings domain;  ///< without bounds by contest, which stand with the contests
  std::vector<AskedContest> contests;  ///< empty: every contest of the records
};

/// Causes: those of TomlFields, ask.risk-limit, ask.rounds (no rising numbers of cards), ask.rule,
/// ask.quorum, ask.votes, ask.batches (for single cards), ask.strata (without their design, or the
/// design without them; votes and records, or neither; one name twice), those of
/// tabulate::with_setting().
[[nodiscard]] base::Result<AuditAsk> read_audit_ask(std::string_view text, const std::string& file);

}  // namespace recanvass::formats
