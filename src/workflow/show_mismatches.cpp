// show mismatches: batches whose two entries differ, and the line that settles one. The figures are
// in it only for those who may see what was entered.
#include "workflow/discrepancy_queue.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

std::string choice_named(const Operation& operation, const std::string& id) {
  const auto& choices = operation.setup.choices;
  const auto found = std::ranges::find(choices, id, &SetupChoice::id);
  return found == choices.end() ? id : found->name;
}

base::Json differing_figures(const Discrepancy& mismatch) {
  base::Json rows = base::Json::array();
  for (const DiscrepancyFigure& figure : mismatch.figures) {
    if (figure.first == figure.second) continue;
    rows.push_back({{"name", figure.name},
                    {"entry_a", number_or_null(figure.first)},
                    {"entry_b", number_or_null(figure.second)}});
  }
  return rows;
}

std::string mismatch_words(const Operation& operation, const base::Json& figures) {
  std::string words = "Entries A and B differ.";
  if (figures.is_null()) return words;
  for (const base::Json& figure : figures) {
    words +=
        fmt::format(" {}: {} and {}.", choice_named(operation, figure["name"].get<std::string>()),
                    figure["entry_a"].dump(), figure["entry_b"].dump());
  }
  return words;
}

base::Json mismatch_row(const Operation& operation, const ViewRequest& request,
                        const Discrepancy& mismatch) {
  base::Json entered_by = base::Json::array();
  std::string since;
  for (const BlindEntry& entry : operation.counting.batches.at(mismatch.batch).entries) {
    entered_by.push_back(account_name(operation, entry.author));
    since = std::max(since, entry.revisions.back().claimed_time);
  }
  const ManifestBatch& listed = operation.commitment.batches.at(mismatch.batch);
  base::Json row = {{"batch", mismatch.batch},  {"container", listed.container},
                    {"unit", mismatch.unit},    {"county", mismatch.county},
                    {"entered_by", entered_by}, {"since", since},
                    {"figures", nullptr}};
  if (may_see_figures(operation, request, mismatch)) row["figures"] = differing_figures(mismatch);
  row["words"] = mismatch_words(operation, row["figures"]);
  return row;
}

base::Json build_mismatches(const Operation& operation, const ViewRequest& request) {
  base::Json rows = base::Json::array();
  for (const Discrepancy& mismatch : discrepancy_queue(operation)) {
    if (mismatch.kind != DiscrepancyKind::Entries || !mismatch.holds) continue;
    if (!is_asked_for(request, mismatch.county, mismatch.unit)) continue;
    rows.push_back(mismatch_row(operation, request, mismatch));
  }
  const std::size_t batches = rows.size();
  return {
      {"mismatches", rows},
      {"batches", batches},
      {"words", batches == 0 ? "No batch has two entries that differ."
                             : "A third person reads the paper of each batch and settles it with "
                               "tally.adjudicate (recanvass commands tally.adjudicate)."}};
}

}  // namespace

View show_mismatches() {
  return {"mismatches", "Batches whose two entries differ, and how one is settled.",
          build_mismatches};
}

}  // namespace recanvass::workflow
