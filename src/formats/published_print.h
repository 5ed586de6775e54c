// Figures of audits that were only printed, in a paper, a notebook or a PDF, typed into a TOML file
// with their source: the votes, the sample, and the risk or size as printed.
// docs/formats/published-audits.md has an example of each kind.
#pragma once

#include "audit/bravo.h"
#include "audit/suite.h"
#include "formats/problem_list.h"
#include "formats/published_colorado.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// What all kinds have: the contest, and what was printed; empty: it was not.
struct PrintedAudit {
  PublishedRow row;
  std::string contest;
  double risk_limit = 0.0;  ///< 0: not given
  std::string risk, size, limit_met;
};

/// Two strata, one compared, one polled.
struct PrintedSuite {
  PrintedAudit printed;
  audit::SuiteAudit audit;
};

/// A comparison of cards by super-simple.
struct PrintedComparison {
  PrintedAudit printed;
  audit::SuperSimple audit;
  std::int64_t sampled = 0;
  audit::Discrepancies found;
};

/// Polling by BRAVO between two choices.
struct PrintedPoll {
  PrintedAudit printed;
  audit::TwoVotes reported;
  audit::TwoVotes sample;
};

struct PrintedFile {
  std::string file, title, source;
  std::vector<PrintedSuite> suites;
  std::vector<PrintedComparison> comparisons;
  std::vector<PrintedPoll> polls;
};

/// True when the text says that it is one: format = "recanvass.printed-audit/1".
[[nodiscard]] bool is_printed_audit(std::string_view text);

/// Causes: toml.*, printed.figures (that no count can have given), printed.number, printed.none.
/// What is wrong goes to `problems`.
[[nodiscard]] PrintedFile read_printed_audit(std::string_view text, const std::string& file,
                                             ProblemList& problems);

}  // namespace recanvass::formats
