// show recountability: which units the policy lets be counted again, and the votes in those that it
// does not, against the reported margin.
#include "base/figures.h"
#include "workflow/figures_json.h"
#include "workflow/unit_result.h"
#include "workflow/view_list.h"
#include "workflow/winners.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

// The last one elected less the first one not elected, as reported. No value: not known.
std::optional<election::VoteCount> reported_difference(const Operation& operation) {
  std::vector<std::int64_t> votes;
  for (const auto& [choice, number] : operation.commitment.reported_outcome) {
    votes.push_back(number);
  }
  const auto seats = static_cast<std::size_t>(seats_of(operation));
  if (votes.size() <= seats || seats == 0) return std::nullopt;
  std::ranges::sort(votes, std::greater{});
  return election::VoteCount(votes[seats - 1]) - election::VoteCount(votes[seats]);
}

// Only units of which the viewer may see what was reported; the first count's votes.
reconcile::UnitRecord record_of_votes(const Operation& operation, const std::string& id,
                                      const UnitReview& review) {
  reconcile::UnitRecord record = review.record;
  record.contests.clear();
  record.batches.clear();
  reconcile::ContestFigures contest;
  contest.contest = {operation.setup.contest};
  for (const auto& [choice, votes] :
       votes_of_all(operation, operation.commitment.units.at(id).votes)) {
    contest.choices.push_back({{choice}, election::VoteCount(votes), std::nullopt});
  }
  record.contests.push_back(std::move(contest));
  return record;
}

base::Json recountability_row(const Operation& operation, const std::string& id,
                              const UnitReview& review) {
  const ReportedUnit& unit = operation.commitment.units.at(id);
  base::Json row = consequence_json(review);
  row["unit"] = id;
  row["name"] = unit.name;
  row["county"] = unit.county;
  row["ruled"] = operation.deciding.not_recountable.contains(id);
  row["stands"] = is_ruled_not_recountable(operation, id);
  return row;
}

base::Json build_recountability(const Operation& operation, const ViewRequest& request) {
  base::Json out = {{"policy", policy_json(operation)},
                    {"units", base::Json::array()},
                    {"by_county", base::Json::object()},
                    {"not_recountable", nullptr},
                    {"votes", nullptr},
                    {"reported_margin", nullptr},
                    {"sentence", nullptr}};
  if (!policy_of(operation)) return out;
  std::vector<reconcile::UnitRecord> records;
  std::vector<reconcile::Consequence> consequences;
  std::map<std::string, std::int64_t> by_county;
  std::int64_t wanting = 0;  // listed, and neither not recountable nor undecided
  for (const std::string& id : units_asked(operation, request)) {
    const UnitReview review = review_unit(operation, id, Sight::All);
    records.push_back(record_of_votes(operation, id, review));
    consequences.push_back(*review.consequence);
    if (review.consequence->step == reconcile::Step::Continue) continue;
    if (review.consequence->step == reconcile::Step::Unrecountable) {
      by_county[operation.commitment.units.at(id).county] += 1;
    } else if (review.consequence->step) {
      ++wanting;
    }
    out["units"].push_back(recountability_row(operation, id, review));
  }
  const auto votes =
      reconcile::votes_in_unrecountable_units(records, consequences, {operation.setup.contest});
  out["by_county"] = by_county;
  out["not_recountable"] = votes.units;
  out["undecided"] = votes.undecided_units;
  if (!may_see_reported_sums(operation, request)) return out;
  out["votes"] = votes.votes.total() ? base::Json(*votes.votes.total()) : base::Json();
  if (const auto margin_votes = reported_difference(operation)) {
    out["reported_margin"] = margin_votes->value();
    std::string sentence = reconcile::against_margin(votes, *margin_votes);
    if (wanting > 0) {
      sentence += fmt::format("; {} an explanation or a decision of the board",
                              base::counted(wanting, "more unit wants", "more units want"));
    }
    out["sentence"] = sentence;
  }
  return out;
}

}  // namespace

View show_recountability() {
  return {"recountability", "Units that cannot be counted again, and their votes.",
          build_recountability};
}

}  // namespace recanvass::workflow
