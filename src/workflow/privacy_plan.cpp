#include "workflow/privacy_plan.h"

#include "workflow/body.h"
#include "workflow/challenge_sums.h"
#include "workflow/unit_result.h"
#include "workflow/use_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace recanvass::workflow {
namespace {

// A part of a whole: a batch of a unit, a unit of a county, a county of everything.
struct Part {
  std::string id;
  std::int64_t size = 0;
};

// The parts that must be given together: the small ones, and as many of the next smallest as it
// takes to reach the minimum and to be two.
std::set<std::string> merged_parts(std::vector<Part> parts, std::int64_t minimum) {
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    return a.size != b.size ? a.size < b.size : a.id < b.id;
  });
  std::set<std::string> merged;
  std::int64_t sum = 0;
  for (const Part& part : parts) {
    if (part.size == 0) continue;
    const bool small = part.size < minimum;
    const bool wanted = !merged.empty() && (sum < minimum || merged.size() < 2);
    if (!small && !wanted) break;
    merged.insert(part.id);
    sum += part.size;
  }
  return merged;
}

class Planner {
 public:
  Planner(const Operation& operation, std::int64_t minimum)
      : operation_(operation), minimum_(minimum) {
    for (const auto& [id, batch] : operation.commitment.batches) {
      const auto counted = operation.counting.batches.find(id);
      const BatchCount* entries =
          counted == operation.counting.batches.end() ? nullptr : &counted->second;
      sizes_[id] = is_given_up(batch.unit) ? 0 : size_of(batch, entries);
      void_[id] = entries != nullptr && entries->is_void;
      batches_of_[batch.unit].push_back(id);
    }
    for (const auto& [unit, ids] : batches_of_) {
      for (const std::string& id : ids) unit_sizes_[unit] += void_[id] ? 0 : sizes_[id];
      const std::string county = county_given_for(operation, unit);
      plan_.counties[unit] = county;
      units_of_[county].push_back(unit);
    }
  }

  base::Result<PrivacyPlan> plan() {
    plan_.minimum_ballots = minimum_;
    std::int64_t all = 0;
    std::vector<Part> counties;
    for (const auto& [county, units] : units_of_) {
      std::int64_t sum = 0;
      for (const std::string& unit : units) sum += unit_sizes_[unit];
      counties.push_back({county, sum});
      all += sum;
    }
    if (all > 0 && all < minimum_) return too_small(all);
    const std::set<std::string> merged = merged_parts(counties, minimum_);
    plan_.merged_counties = merged;
    for (const auto& [county, units] : units_of_) {
      if (merged.count(county) > 0) {
        for (const std::string& unit : units) withhold_unit(unit, "all");
      } else {
        plan_county(county, units);
      }
    }
    withhold_open();
    withhold_returns();
    add_up_groups();
    return plan_;
  }

 private:
  static std::int64_t size_of(const ManifestBatch& batch, const BatchCount* entries) {
    std::int64_t least = batch.ballots;
    const auto take = [&least](const Tally& tally) {
      if (tally.ballots > 0 && (least == 0 || tally.ballots < least)) least = tally.ballots;
    };
    if (entries == nullptr) return least;
    for (const BlindEntry& entry : entries->entries) {
      for (const Tally& tally : entry.revisions) take(tally);
    }
    if (entries->adjudicated) take(*entries->adjudicated);
    return least;
  }

  base::Problem too_small(std::int64_t all) const {
    return refusal("bundle.small", fmt::format("{} ballots in all", all),
                   fmt::format("at least {}", minimum_),
                   "So few ballots would tell how people voted. Publish when there are more, or "
                   "state a smaller --minimum-ballots if that is lawful.");
  }

  void plan_county(const std::string& county, const std::vector<std::string>& units) {
    std::vector<Part> parts;
    for (const std::string& unit : units) parts.push_back({unit, unit_sizes_[unit]});
    const std::set<std::string> merged = merged_parts(parts, minimum_);
    for (const std::string& unit : units) {
      if (merged.count(unit) > 0) {
        withhold_unit(unit, "county:" + county);
      } else {
        plan_unit(unit);
      }
    }
  }

  void plan_unit(const std::string& unit) {
    std::vector<Part> parts;
    for (const std::string& id : batches_of_[unit]) {
      if (!void_[id]) parts.push_back({id, sizes_[id]});
    }
    // What stands by its tape is not the sum of its batches: entries of small ones are in no sum.
    const bool by_tape =
        operation_.commitment.units.contains(unit) && counts_by_machine(operation_, unit);
    const std::string group = by_tape ? "" : "unit:" + unit;
    for (const std::string& id : merged_parts(parts, minimum_)) withhold(id, group);
    for (const std::string& id : batches_of_[unit]) {
      if (void_[id] && is_small(id)) withhold(id, "");
    }
  }

  void withhold_unit(const std::string& unit, const std::string& group) {
    plan_.groups_of_units[unit] = group;
    for (const std::string& id : batches_of_[unit]) withhold(id, void_[id] ? "" : group);
  }

  void withhold(const std::string& batch, const std::string& group) {
    plan_.batches[batch] = {is_small(batch) ? "small" : "merged", group};
  }

  bool is_small(const std::string& batch) { return sizes_[batch] > 0 && sizes_[batch] < minimum_; }

  // What is not counted again has no figures to protect: what was reported stands.
  bool is_given_up(const std::string& unit) const {
    return operation_.commitment.units.count(unit) > 0 &&
           result_of(operation_, unit).fate == recount::UnitFate::Stands;
  }

  // What is open is open, whatever its size.
  void withhold_open() {
    for (const auto& [unit, ids] : batches_of_) {
      if (!is_open_unit(operation_, unit)) continue;
      for (const std::string& id : ids) open_groups_.insert(plan_.batches[id].group);
      for (const std::string& id : ids) plan_.batches[id] = {"open", ""};
    }
  }

  // An entry is given whole or not at all, and so are all that give figures of one unit: whoever
  // reads one version of it reads the others.
  void withhold_returns() {
    std::map<std::uint64_t, std::vector<std::string>> named_in;
    std::vector<std::string> open;
    for (const auto& [unit, versions] : operation_.reconciling.versions) {
      for (const ReturnsVersion& version : versions) named_in[version.position].push_back(unit);
      if (is_open_unit(operation_, unit)) open.push_back(unit);
    }
    while (!open.empty()) {
      const std::string unit = std::move(open.back());
      open.pop_back();
      if (!plan_.returns_open.insert(unit).second) continue;
      for (const ReturnsVersion& version : operation_.reconciling.versions.at(unit)) {
        const auto named = named_in.find(version.position);
        if (named == named_in.end()) continue;
        open.insert(open.end(), named->second.begin(), named->second.end());
        named_in.erase(named);
      }
    }
  }

  void add_up_groups() {
    for (const auto& [unit, group] : plan_.groups_of_units) {
      if (open_groups_.count(group) > 0 || is_open_unit(operation_, unit)) continue;
      const auto result = counted_result(operation_, unit);
      if (!result) continue;
      report::CountedFigures figures{result->ballots.value_or(0),
                                     in_paper_order(operation_, result->votes),
                                     result->blank.value_or(0), result->over.value_or(0)};
      report::add_figures(group_at(group, unit).counted, figures);
    }
    for (const auto& [id, withheld] : plan_.batches) {
      const std::string& unit = operation_.commitment.batches.at(id).unit;
      if (withheld.group.empty() || open_groups_.count(withheld.group) > 0) continue;
      report::BundleGroup& group = group_at(withheld.group, unit);
      if (operation_.counting.batches.contains(id)) ++group.batches;
      if (withheld.group.starts_with("unit:")) add_standing(group.counted, id);
    }
    for (auto& [id, group] : plan_.groups) std::sort(group.units.begin(), group.units.end());
  }

  report::BundleGroup& group_at(const std::string& id, const std::string& unit) {
    report::BundleGroup& group = plan_.groups[id];
    group.id = id;
    if (id.starts_with("unit:")) group.unit = unit;
    if (id != "all") group.county = plan_.counties.at(unit);
    if (std::find(group.units.begin(), group.units.end(), unit) == group.units.end()) {
      group.units.push_back(unit);
    }
    return group;
  }

  // A batch's figures, with its challenged ballots as they were settled.
  void add_standing(report::CountedFigures& sum, const std::string& batch) const {
    report::CountedFigures figures;
    const std::size_t choices = operation_.setup.choices.size();
    figures.votes.resize(choices);
    const auto counted = operation_.counting.batches.find(batch);
    const Tally* tally =
        counted == operation_.counting.batches.end() ? nullptr : counted->second.standing();
    if (tally != nullptr) {
      const Adjustment settled = adjustment_of_batch(operation_, batch);
      figures.ballots = tally->ballots + settled.ballots;
      figures.blank = tally->blank + settled.blank;
      figures.over = tally->over + settled.over;
      for (std::size_t i = 0; i < choices; ++i) {
        const std::string& id = operation_.setup.choices[i].id;
        const auto change = settled.votes.find(id);
        figures.votes[i] =
            tally->votes.at(id) + (change == settled.votes.end() ? 0 : change->second);
      }
    }
    report::add_figures(sum, figures);
  }

  const Operation& operation_;
  std::int64_t minimum_;
  std::map<std::string, std::int64_t> sizes_;  // by batch
  std::map<std::string, bool> void_;  // by batch
  std::map<std::string, std::int64_t> unit_sizes_;
  std::map<std::string, std::vector<std::string>> batches_of_;  // by unit
  std::map<std::string, std::vector<std::string>> units_of_;  // by county
  std::set<std::string> open_groups_;
  PrivacyPlan plan_;
};

// Kinds whose own numbers are no figures of votes: places, positions, ballots and voters.
bool is_harmless(const std::string& kind) {
  static const std::set<std::string> kinds = {
      "batch.take",         "batch.void",       "batch.extra",         "count.sign-off",
      "count.reopen",       "count.choose",     "manifest.add",        "container.open",
      "container.record",   "container.close",  "incident.resolve",    "unit.figures",
      "unit.explain",       "explanation.rule", "recountability.rule", "objection.standing",
      "objection.envelope", "objection.batch",  "media.expect",        "input.revise",
      "input.correct",      "unit.extra",       "cards.import",        "cards.correct",
      "audit.list",         "audit.batches",    "audit.draw"};
  return kinds.count(kind) > 0;
}

bool has_number(const base::Json& value) {
  if (value.is_number()) return true;
  return value.is_structured() && std::any_of(value.begin(), value.end(), has_number);
}

}  // namespace

std::string county_given_for(const Operation& operation, const std::string& unit) {
  const Commitment& commitment = operation.commitment;
  const auto batches = commitment.unit_batches.find(unit);
  if (batches != commitment.unit_batches.end() && !batches->second.empty()) {
    const auto first = std::min_element(batches->second.begin(), batches->second.end());
    return commitment.batches.at(*first).county;
  }
  const auto found = commitment.units.find(unit);
  return found == commitment.units.end() ? std::string() : found->second.county;
}

base::Result<PrivacyPlan> plan_privacy(const Operation& operation, std::int64_t minimum_ballots) {
  return Planner(operation, minimum_ballots).plan();
}

bool is_open_unit(const Operation& operation, const std::string& unit) {
  return operation.commitment.units.count(unit) == 0 ||
         result_of(operation, unit).fate == recount::UnitFate::Open;
}

std::string batch_of_entry(const Operation& operation, const Event& event) {
  if (event.kind == "tally.enter" || event.kind == "tally.adjudicate" ||
      event.kind == "challenge.add") {
    return text_in(event.body, "batch");
  }
  if (!event.kind.starts_with("challenge.")) return {};
  const auto& exhibits = operation.judging.challenges.by_exhibit;
  const auto found = exhibits.find(text_in(event.body, "exhibit"));
  return found == exhibits.end() ? std::string() : found->second.batch;
}

std::string unit_of_entry(const Operation& operation, const Event& event) {
  if (event.kind == "drawdown.record" || event.kind == "result.machine" ||
      event.kind == "cause.assign") {
    return text_in(event.body, "unit");
  }
  if (event.kind != "media.load" || !event.body.contains("totals")) return {};
  const std::string unit = text_in(event.body, "unit");
  if (!unit.empty()) return unit;
  const auto& expected = operation.judging.machines.media_expected;
  const auto found = expected.find(text_in(event.body, "medium"));
  return found == expected.end() ? std::string() : found->second.unit;
}

namespace {

bool names_open_unit(const Operation& operation, const PrivacyPlan& plan, const base::Json& units) {
  return std::any_of(units.begin(), units.end(), [&](const base::Json& unit) {
    const std::string id = text_in(unit, "unit");
    return plan.returns_open.contains(id) || is_open_unit(operation, id);
  });
}

// The paper roll of a machine, beside what the machine says: open while a unit of it is.
std::optional<Withheld> withheld_roll(const Operation& operation, const PrivacyPlan& plan,
                                      const Event& event) {
  const auto& machines = operation.judging.machines.registered;
  const auto machine = machines.find(text_in(event.body, "machine"));
  if (machine != machines.end()) {
    for (const std::string& unit : machine->second.units) {
      if (is_open_unit(operation, unit)) return Withheld{"open", ""};
    }
  }
  std::int64_t votes = 0;
  for (const auto& [choice, number] : numbers_in(event.body, "votes")) votes += number;
  return votes > 0 && votes < plan.minimum_ballots ? std::optional(Withheld{"small", ""})
                                                   : std::nullopt;
}

// A blind reading that was public would not be blind. One from before a card was pulled again, too:
// the second pair of readers would know it.
bool is_open_card(const Operation& operation, const Event& event) {
  const auto& cards = operation.audits.current.cards;
  const auto card =
      cards.find({text_in(event.body, "list"), maybe_number_in(event.body, "card").value_or(0)});
  return card != cards.end() && !card->second.closed;
}

}  // namespace

std::optional<Withheld> withheld_entry(const Operation& operation, const PrivacyPlan& plan,
                                       const Event& event) {
  if (event.kind == "vvpat.audit") return withheld_roll(operation, plan, event);
  if (event.kind == "reading.enter" || event.kind == "reading.adjudicate") {
    return is_open_card(operation, event) ? std::optional(Withheld{"open", ""}) : std::nullopt;
  }
  if (event.kind == "returns.add" || event.kind == "result.version") {
    return names_open_unit(operation, plan, event.body["units"])
               ? std::optional(Withheld{"open", ""})
               : std::nullopt;
  }
  // The sums of a county, less what of it was never counted again, are those of its few ballots.
  if (event.kind == "county.statement") {
    return plan.merged_counties.contains(text_in(event.body, "county"))
               ? std::optional(Withheld{"merged", ""})
               : std::nullopt;
  }
  const std::string batch = batch_of_entry(operation, event);
  if (!batch.empty()) {
    const auto found = plan.batches.find(batch);
    if (found == plan.batches.end()) return std::nullopt;
    const bool challenge = event.kind.starts_with("challenge.");
    if (!challenge) return found->second;
    // A single ballot is read in the open; only where it is one of few does it tell who.
    return found->second.why == "open" ? std::nullopt
                                       : std::optional(Withheld{found->second.why, ""});
  }
  const std::string unit = unit_of_entry(operation, event);
  if (unit.empty()) return std::nullopt;
  if (is_open_unit(operation, unit)) return Withheld{"open", ""};
  const auto group = plan.groups_of_units.find(unit);
  if (group == plan.groups_of_units.end()) return std::nullopt;
  return Withheld{"merged", event.kind == "result.machine" ? group->second : ""};
}

std::optional<base::Problem> small_cell_problem(const PrivacyPlan& plan, const Event& event) {
  if (is_harmless(event.kind)) return std::nullopt;
  const auto named = [&](const char* member) {
    const auto found = event.body.find(member);
    return found != event.body.end() && found->is_string() ? found->get<std::string>()
                                                           : std::string();
  };
  const auto batch = plan.batches.find(named("batch"));
  const bool of_batch = batch != plan.batches.end() && batch->second.why != "open";
  const bool of_unit = plan.groups_of_units.count(named("unit")) > 0;
  if ((!of_batch && !of_unit) || !has_number(event.body)) return std::nullopt;
  return refusal("bundle.small-cell",
                 fmt::format("entry {}, {} of {}", event.position, event.kind,
                             of_batch ? named("batch") : named("unit")),
                 fmt::format("figures of {} ballots or more", plan.minimum_ballots),
                 "Its figures are of a cell under the rule. State a smaller --minimum-ballots if "
                 "that is lawful.");
}

}  // namespace recanvass::workflow
