#include "workflow/audit_paper.h"

#include "base/figures.h"
#include "formats/problem_list.h"
#include "reconcile/batch_cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using audit::AssertedContest;
using election::BallotManifest;
using election::CardCount;

std::string paper_cards(CardCount cards) { return base::counted(cards.value(), "card", "cards"); }

base::Problem batch_problem(const reconcile::BatchDifference& batch, const std::string& file) {
  std::string name = formats::quote(batch.name);
  if (!batch.tabulator.empty()) name += " of tabulator " + formats::quote(batch.tabulator);
  return {"paper.batch",
          {file, 0, "batch " + name},
          "records of " + paper_cards(*batch.recorded),
          batch.in_manifest
              ? fmt::format("at most the {} of the manifest", paper_cards(*batch.in_manifest))
              : std::string("a batch that the manifest lists"),
          "Count its paper, and correct the manifest or the records before a seed is thrown."};
}

// Contests that say from another source how many cards carry them.
std::set<const AssertedContest*> with_own_bound(const AuditAssertions& assertions) {
  std::set<const AssertedContest*> found;
  for (const formats::AskedContest& asked : assertions.ask.contests) {
    if (asked.cards) found.insert(assertions.find(asked.name));
  }
  return found;
}

void check_domain(const AssertedContest& one, const BallotManifest& manifest,
                  base::Problems& problems) {
  if (one.style == audit::StyleUse::CardsWithContest) {
    problems.push_back({"paper.styles",
                        {one.contest.name, 0, "styles"},
                        "cards drawn from a manifest for a contest with a domain of its own",
                        "a draw from the records, or a domain of all cards",
                        "Write styles = false in the file of contests, before a new seed."});
  } else if (one.domain.cards() != manifest.cards()) {
    problems.push_back(
        {"paper.cards",
         {one.contest.name, 0, "cards"},
         fmt::format("{} of the contest and {} of the manifest", paper_cards(one.domain.cards()),
                     base::grouped(manifest.cards().value())),
         "as many cards as the manifest lists",
         "Write cards = N with the manifest's cards in the file of contests."});
  }
}

// Contests whose domain has no place for cards that no record tells of.
void check_phantoms(const AuditAssertions& assertions, CardCount without, const std::string& file,
                    base::Problems& problems) {
  const auto own = with_own_bound(assertions);
  std::vector<std::string> names;
  for (const AssertedContest& one : assertions.contests) {
    if (!one.can_be_audited() || one.domain.phantoms >= without || own.contains(&one)) continue;
    names.push_back(one.contest.name);
  }
  if (names.empty()) return;
  problems.push_back({"paper.phantoms",
                      {file, 0, ""},
                      paper_cards(without) + " without a record",
                      "a phantom for each in " + formats::listed(names, 12),
                      "Make the assertions again with --manifest before a new seed, or give the "
                      "export that has these cards."});
}

}  // namespace

base::Result<CardCount> cards_without_record(const BallotManifest& manifest,
                                             const std::string& file,
                                             const election::CardStore& store) {
  const auto compared = reconcile::compare_batches(manifest.batches(), store);
  base::Problems problems;
  for (const reconcile::BatchDifference& batch : compared.differences) {
    const CardCount none(0);
    if (batch.recorded.value_or(none) > batch.in_manifest.value_or(none)) {
      problems.push_back(batch_problem(batch, file));
    }
  }
  if (problems.empty() && compared.recorded > compared.in_manifest) {
    problems.push_back(
        {"paper.records",
         {file, 0, ""},
         "records of " + paper_cards(compared.recorded),
         fmt::format("at most the {} of the manifest", paper_cards(compared.in_manifest)),
         "Count the paper, and correct the manifest or the records."});
  }
  if (!problems.empty()) return problems;
  return compared.in_manifest - compared.recorded;
}

base::Problems paper_problems(const AuditAssertions& assertions, const AuditRecords* records,
                              const BallotManifest& manifest, const std::string& file,
                              DrawnFrom drawn_from) {
  base::Problems problems;
  if (records != nullptr) {
    const auto without = cards_without_record(manifest, file, records->store);
    if (!without) return without.problems();
    if (drawn_from == DrawnFrom::Records) check_phantoms(assertions, *without, file, problems);
  }
  for (const AssertedContest& one : assertions.contests) {
    if (drawn_from == DrawnFrom::Manifest && one.can_be_audited()) {
      check_domain(one, manifest, problems);
    }
  }
  return problems;
}

}  // namespace recanvass::workflow
