// Totals by batch, as reported or as counted by hand, put beside the batches of a manifest: whose
// name is which batch, and what each choice has in it. Any file of returns whose units are the
// batches. Next: workflow/batch_audit.h.
#pragma once

#include "base/result.h"
#include "election/ballot_manifest.h"
#include "formats/returns_table.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::workflow {

/// The batches of a manifest that have cards, each with a name of its own.
class NamedBatches {
 public:
  struct Batch {
    std::string name;  ///< its own, or "tabulator-name" or "container-name" where it is not alone
    std::string container;
    std::int64_t cards = 0;
    friend bool operator==(const Batch&, const Batch&) = default;
  };

  /// Causes: batches.none, batches.same-name (batches that no name tells apart).
  static base::Result<NamedBatches> make(const election::BallotManifest& manifest,
                                         const std::string& file);

  [[nodiscard]] const std::vector<Batch>& batches() const { return batches_; }
  /// By its name, alone or after its tabulator or container, whatever programs for tables made of
  /// it; no value: none, or several.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::vector<Batch> batches_;
  std::map<std::string, std::vector<std::size_t>> by_name_;  // in plain form
};

/// One contest of a table.
struct ContestTotals {
  std::vector<std::string> choices;  ///< in the order of the table
  /// By batch and choice; no value: the table has none.
  std::vector<std::vector<std::optional<std::int64_t>>> votes;
};

struct BatchTotals {
  std::vector<ContestTotals> contests;  ///< as asked
  std::vector<std::optional<std::int64_t>> cards;  ///< by batch, where the table has them
  std::vector<std::int64_t> rows;  ///< of each batch in the file; 0: it is not there
};

/// @param contests  names as a person writes them; a table that names no contest is of the only one
/// Causes: batches.unknown (a unit that is no batch of the manifest), batches.contest (not in the
/// table), batches.twice (a batch or a figure that comes again), batches.unknown-votes.
[[nodiscard]] base::Result<BatchTotals> totals_by_batch(const formats::ReturnsTable& table,
                                                        const NamedBatches& batches,
                                                        const std::vector<std::string>& contests);

}  // namespace recanvass::workflow
