#include "formats/batch_check.h"

#include "base/check.h"
#include "base/figures.h"
#include "formats/problem_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace recanvass::formats {
namespace {

using base::Place;
using election::CardCount;
using election::ManifestBatch;
using reconcile::BatchDifference;

std::string cards_text(CardCount cards) { return base::counted(cards.value(), "card", "cards"); }

std::string batch_text(const BatchDifference& batch) {
  std::string text = "batch " + quote(batch.name);
  if (!batch.tabulator.empty()) text += " of tabulator " + quote(batch.tabulator);
  return text;
}

std::string place_label(const Place& place) {
  return place.row > 0 ? fmt::format("{}:{}", place.file, place.row) : place.file;
}

class BatchProblems {
 public:
  BatchProblems(const FilesRead& read, const reconcile::BatchComparison& comparison,
                std::vector<Place> manifest_places)
      : cards_(*read.cards), comparison_(comparison), manifest_places_(std::move(manifest_places)) {
    for (const BatchDifference& batch : comparison.differences) {
      by_form_[form_of(batch)].push_back(&batch);
    }
  }

  base::Problems all();

 private:
  [[nodiscard]] base::Problem problem_of(const BatchDifference& batch) const;
  [[nodiscard]] Place paper_place(const BatchDifference& batch) const {
    return manifest_places_[batch.manifest_batches[0]];
  }
  [[nodiscard]] Place record_place(const BatchDifference& batch) const {
    return cards_.batch_places[batch.card_batches[0]];
  }
  // The name that a spreadsheet may have made of this one, or made this one of.
  [[nodiscard]] const BatchDifference* counterpart(const BatchDifference& batch) const;

  using Form = std::pair<std::string, std::string>;
  [[nodiscard]] static Form form_of(const BatchDifference& batch) {
    return {reconcile::plain_form(batch.tabulator), reconcile::plain_form(batch.name)};
  }

  const CardImport& cards_;
  const reconcile::BatchComparison& comparison_;
  std::vector<Place> manifest_places_;
  std::map<Form, std::vector<const BatchDifference*>> by_form_;
};

const BatchDifference* BatchProblems::counterpart(const BatchDifference& batch) const {
  const auto& alike = by_form_.at(form_of(batch));
  const auto found = std::ranges::find_if(alike, [&](const BatchDifference* other) {
    return batch.recorded.has_value() != other->recorded.has_value() &&
           batch.in_manifest.has_value() != other->in_manifest.has_value();
  });
  return found == alike.end() ? nullptr : *found;
}

base::Problem BatchProblems::problem_of(const BatchDifference& batch) const {
  if (batch.in_manifest && batch.recorded) {
    const std::int64_t paper = batch.in_manifest->value();
    const std::int64_t records = batch.recorded->value();
    const bool twice = paper == 2 * records || records == 2 * paper;
    return {"batches.cards", paper_place(batch),
            fmt::format("{} in {}", cards_text(*batch.in_manifest), batch_text(batch)),
            fmt::format("{}, as were recorded from {} on", base::grouped(records),
                        place_label(record_place(batch))),
            twice ? "One is exactly twice the other: look for a batch that was entered or scanned "
                    "twice, then count its paper."
                  : "Count the paper of the batch and correct the side that is wrong."};
  }
  const BatchDifference* other = counterpart(batch);
  const std::string same = other == nullptr
                               ? std::string()
                               : fmt::format(
                                     "Is it {}? Programs for tables take zeros and spaces out of "
                                     "names: give the names as they were.",
                                     batch_text(*other));
  if (batch.in_manifest) {
    return {"batches.not-recorded", paper_place(batch),
            fmt::format("{} with {}", batch_text(batch), cards_text(*batch.in_manifest)),
            "cards that were recorded of it",
            same.empty() ? "Give the export that has its cards, or say why there are none." : same};
  }
  return {"batches.not-in-manifest", record_place(batch),
          fmt::format("{} of {}", cards_text(*batch.recorded), batch_text(batch)),
          "a batch of a manifest",
          same.empty()
              ? "Find the paper and add the batch to the manifest; it could never be drawn."
              : same};
}

base::Problems BatchProblems::all() {
  std::vector<std::tuple<bool, Place, base::Problem>> found;
  for (const BatchDifference& batch : comparison_.differences) {
    base::Problem problem = problem_of(batch);
    const Place place = problem.place;
    found.emplace_back(!batch.in_manifest.has_value(), place, std::move(problem));
  }
  std::ranges::stable_sort(found, [](const auto& one, const auto& other) {
    const auto key = [](const auto& each) {
      return std::tie(std::get<0>(each), std::get<1>(each).file, std::get<1>(each).row);
    };
    return key(one) < key(other);
  });
  base::Problems problems;
  for (auto& [only_recorded, place, problem] : found) problems.push_back(std::move(problem));
  if (comparison_.without_batch > CardCount(0)) {
    problems.push_back({"batches.none",
                        {cards_.files.back(), 0, {}},
                        cards_text(comparison_.without_batch) + " that say no batch",
                        "the batch of each card, as the manifest names it",
                        "Export the cast vote records with batches; without them only the number "
                        "of all cards can be compared."});
  }
  return problems;
}

}  // namespace

BatchCheck check_batches(const FilesRead& read) {
  RECANVASS_CHECK(read.cards.has_value() && !read.manifests.empty());
  std::vector<ManifestBatch> batches;
  std::vector<Place> places;
  for (const ManifestImport& import : read.manifests) {
    const auto& own = import.manifest.batches();
    batches.insert(batches.end(), own.begin(), own.end());
    for (const std::int64_t row : import.rows) places.push_back({import.file, row, {}});
  }
  BatchCheck check;
  check.comparison = reconcile::compare_batches(batches, read.cards->store);
  check.problems = BatchProblems(read, check.comparison, std::move(places)).all();
  return check;
}

}  // namespace recanvass::formats
