// Audits of which only some figures were printed.
#include "audit/super_simple.h"
#include "workflow/reverify.h"
#include "workflow/reverify_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace recanvass::workflow {
namespace {

using formats::PrintedAudit;
using formats::PrintedFile;

class PrintedCheck {
 public:
  explicit PrintedCheck(const PrintedFile& file) : file_(file) {}

  audit::PublishedAudit run() {
    for (const auto& one : file_.suites) {
      const audit::SuiteRisk risk = audit::suite_risk(one.audit);
      check(one.printed, risk.p, std::nullopt);
      summary_.push_back(fmt::format(
          "{}: two strata, the risk is largest, {:.10f}, where the comparison answers for {:.8f} "
          "of the lead.",
          one.printed.contest, risk.p, risk.share));
    }
    for (const auto& one : file_.comparisons) {
      std::optional<std::int64_t> size;
      if (one.printed.risk_limit > 0.0) {
        size = audit::super_simple_cards(one.audit, one.printed.risk_limit, one.found);
      }
      check(one.printed, audit::super_simple_risk(one.audit, one.sampled, one.found), size);
    }
    for (const auto& one : file_.polls) {
      const double log_evidence = audit::bravo_log_evidence(one.reported, one.sample);
      check(one.printed, std::min(1.0, std::exp(-log_evidence)), std::nullopt);
    }
    audit::PublishedAudit audit;
    audit.title = file_.title;
    audit.kind = "printed figures: " + file_.source;
    audit.summary = std::move(summary_);
    audit.checks = checks_.take();
    return audit;
  }

 private:
  void check(const PrintedAudit& printed, double risk, std::optional<std::int64_t> size) {
    checks_.about(printed.contest, printed.row.text());
    if (!printed.risk.empty()) checks_.decimal("risk", printed.risk, risk);
    if (!printed.size.empty()) {
      if (size) {
        checks_.decimal("cards needed", printed.size, static_cast<double>(*size));
      } else {
        checks_.not_checked("cards needed", printed.size,
                            "no risk limit, or a method whose sizes are chosen");
      }
    }
    if (printed.risk_limit > 0.0 && !printed.limit_met.empty()) {
      checks_.truth("risk limit met", printed.limit_met == "yes", risk <= printed.risk_limit);
    }
    summary_.push_back(fmt::format("{}: risk {}.", printed.contest, risk_words(risk)));
  }

  const PrintedFile& file_;
  audit::FigureChecks checks_;
  std::vector<std::string> summary_;
};

}  // namespace

audit::PublishedAudit reverify_printed(const PrintedFile& file) { return PrintedCheck(file).run(); }

}  // namespace recanvass::workflow
