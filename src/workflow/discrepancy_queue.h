// The queue of discrepancies, worked out from the state: what does not agree is in it by itself,
// beside what persons opened. Their causes and closes are in workflow/discrepancies.h.
// Pure. Read by show_discrepancies.cpp and open_discrepancy.cpp.
#pragma once

#include "workflow/operation.h"
#include "workflow/view.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

enum class DiscrepancyKind {
  Entries,   ///< entries A and B of a batch differ: "entries:B1"
  Exhibits,  ///< more exhibits counted for a choice than its tally has votes: "exhibits:B1"
  Reported,  ///< a unit's figures differ from the reported ones: "reported:W1"
  Paper,     ///< a machine's roll differs from the machine: "paper:M1/2016-11-08"
  Incident,  ///< an incident is open: "incident:41"
  ByHand,    ///< opened by a person under an id of its own
};

/// Two figures that had to agree, or one figure by name.
struct DiscrepancyFigure {
  std::string name;
  std::optional<std::int64_t> first;
  std::optional<std::int64_t> second;
};

struct Discrepancy {
  std::string id;
  DiscrepancyKind kind = DiscrepancyKind::ByHand;
  std::string county;
  std::string unit;     ///< empty: none
  std::string batch;    ///< empty: none
  std::string machine;  ///< empty: none
  std::uint64_t incident = 0;  ///< position that opened it; of incidents only
  std::string cause;  ///< code of the latest; empty: none
  bool holds = true;    ///< the figures still differ, the incident is still open
  std::vector<DiscrepancyFigure> figures;
  const DiscrepancyRecord* record = nullptr;  ///< null: nobody said anything yet
};

/// Every discrepancy that there is or that somebody recorded something about, whoever may see it:
/// entries and exhibits by batch, reported by unit, paper by machine and day, incidents, by hand.
[[nodiscard]] std::vector<Discrepancy> discrepancy_queue(const Operation& operation);

/// No value when there is none.
[[nodiscard]] std::optional<Discrepancy> discrepancy_named(const Operation& operation,
                                                           const std::string& id);

/// Whether this viewer may know that it exists.
[[nodiscard]] bool may_see_discrepancy(const Operation& operation, const ViewRequest& request,
                                       const Discrepancy& discrepancy);

/// Whether this viewer may see its figures.
[[nodiscard]] bool may_see_figures(const Operation& operation, const ViewRequest& request,
                                   const Discrepancy& discrepancy);

/// Ids that open by themselves begin so; a person's may not.
[[nodiscard]] bool is_own_id(const std::string& id);

[[nodiscard]] std::string name_of(DiscrepancyKind kind);

}  // namespace recanvass::workflow
