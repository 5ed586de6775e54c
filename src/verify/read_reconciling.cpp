// unit.figures, unit.explain, explanation.rule, recountability.rule, policy.change,
// drawdown.record, result.version, result.publish, expectation.add, media.expect, media.load: what
// is known of a unit beside its tallies (V11).
#include "base/figures.h"
#include "law/gaps.h"
#include "reconcile/surplus.h"
#include "recount/causes.h"
#include "verify/body.h"
#include "verify/replay.h"
#include "verify/standing.h"
#include "verify/unit_review.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

using base::Json;

// The unit that an entry is about, after the checks that all such entries share.
Unit* unit_in(Replay& replay, const Said& said) {
  const auto id = text_of(said.body, "unit");
  if (!replay.want(id.has_value(), said, "unit")) return nullptr;
  const auto found = replay.record.units.find(*id);
  if (found == replay.record.units.end()) {
    if (replay.record.returns_withheld > 0) return nullptr;
    replay.fault(CheckId::V11, said, fmt::format("{} is no unit of this ledger", *id));
    return nullptr;
  }
  replay.want_county(said, replay.record.county_of(*id));
  return &found->second;
}

void set_practice(const Json& body, const char* name, reconcile::Inclusion& practice) {
  const std::string word = text_or_empty(body, name);
  if (word == "included") practice = reconcile::Inclusion::Included;
  if (word == "excluded") practice = reconcile::Inclusion::Excluded;
}

void read_sheet(Replay& replay, const Said& said) {
  Unit* unit = unit_in(replay, said);
  const auto figures = figures_of(said.body, "figures");
  if (!replay.want(figures.has_value(), said, "figures") || unit == nullptr) return;
  // A ruling that lapsed with the figures that it was of is not brought back by a line of a sheet.
  if (unit->not_recountable &&
      !is_ruled_not_recountable(replay.record, text_or_empty(said.body, "unit"))) {
    unit->not_recountable = false;
  }
  if (!unit->sheet) unit->sheet.emplace();
  const bool reason = !text_or_empty(said.body, "reason").empty();
  for (const auto& [line, value] : *figures) {
    if (!reconcile::figure_named(line)) {
      replay.fault(CheckId::V11, said, fmt::format("\"{}\" is no line of a worksheet", line));
      continue;
    }
    const auto [given, first] = unit->sheet->figures.try_emplace(line, value);
    if (!first && given->second != value && !reason) {
      replay.fault(CheckId::V11, said,
                   fmt::format("it gives {} another figure without a reason", line));
    }
    given->second = value;
  }
  for (const auto& [machine, ballots] :
       figures_of(said.body, "machines").value_or(std::map<std::string, std::int64_t>())) {
    unit->sheet->machines[machine] = ballots;
  }
  set_practice(said.body, "absentee_in_poll_book", unit->sheet->absentee_in_poll_book);
  set_practice(said.body, "provisional_in_poll_book", unit->sheet->provisional_in_poll_book);
  set_practice(said.body, "absentee_on_tape", unit->sheet->absentee_on_tape);
}

bool flag(const Json& body, const char* name) {
  const Json* value = member_of(body, name);
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

// A whole number of either sign, within kFigureMost.
std::optional<std::int64_t> signed_figure(const Json& object, const char* name) {
  const Json* value = member_of(object, name);
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  if (value->is_number_unsigned() && value->get<std::uint64_t>() > std::uint64_t{kFigureMost}) {
    return std::nullopt;
  }
  const auto number = value->get<std::int64_t>();
  return number >= -kFigureMost && number <= kFigureMost ? std::optional(number) : std::nullopt;
}

void want_cause(Replay& replay, const Said& said, const char* member) {
  if (recount::cause_named(text_or_empty(said.body, member)) != nullptr) return;
  replay.fault(CheckId::V12, said,
               fmt::format("\"{}\" is no cause that is known", text_or_empty(said.body, member)));
}

bool is_partly_withheld(const Record& record, const Unit& unit) {
  return unit.machine_withheld > 0 ||
         std::any_of(unit.batches.begin(), unit.batches.end(),
                     [&](const std::string& id) { return record.batches.at(id).withheld > 0; });
}

bool is_about_surplus(const Said& said) {
  const std::string rule = text_or_empty(said.body, "rule");
  return rule == "R3" || rule == "I3";
}

// More ballots than voters, where the policy draws ballots down: one person does not close it
// otherwise.
bool explanation_needs_two(const Record& record, const Said& said) {
  const auto unit = record.units.find(text_or_empty(said.body, "unit"));
  const auto policy = reconcile::policy_named(record.policy);
  if (policy && reconcile::draws_down(*policy) &&
      signed_figure(said.body, "ballots").value_or(0) > 0) {
    return true;
  }
  return is_about_surplus(said) && unit != record.units.end() && unit->second.returns_given &&
         step_of(record, unit->first) == reconcile::Step::DrawDown;
}

void read_explanation(Replay& replay, const Said& said) {
  Unit* unit = unit_in(replay, said);
  want_cause(replay, said, "code");
  if (unit == nullptr) return;
  // Whether it waited depends on figures that are not given.
  if (is_about_surplus(said) && said.approved_by.empty() &&
      (!unit->returns_given || is_partly_withheld(replay.record, *unit))) {
    replay.record.waiting_unknown.insert(said.position);
  }
  Explained explained;
  explained.by = accounts_of(said);
  explained.position = said.position;
  explained.author = said.author;
  explained.rule = text_or_empty(said.body, "rule");
  explained.about = text_or_empty(said.body, "about");
  explained.code = text_or_empty(said.body, "code");
  explained.words = text_or_empty(said.body, "words");
  explained.ballots = signed_figure(said.body, "ballots").value_or(0);
  explained.sworn = flag(said.body, "sworn");
  explained.kept_secure = flag(said.body, "kept_secure");
  const Json none = Json::object();
  const Json* found = member_of(said.body, "found");
  explained.residual = signed_figure(found == nullptr ? none : *found, "residual");
  if (std::ranges::any_of(unit->explained, [&](const Explained& before) {
        const bool same = (before.rule == explained.rule && before.about == explained.about) ||
                          (before.ballots != 0 && explained.ballots != 0);
        return same && before.ruling == reconcile::BoardRuling::Refused;
      })) {
    explained.ruling = reconcile::BoardRuling::AfterRefusal;
  }
  unit->explained.push_back(std::move(explained));
}

void read_ruling(Replay& replay, const Said& said) {
  Unit* unit = unit_in(replay, said);
  const auto position = position_of(said.body, "explanation");
  if (!replay.want(position.has_value(), said, "explanation") || unit == nullptr) return;
  const auto explained =
      std::find_if(unit->explained.begin(), unit->explained.end(),
                   [&](const Explained& each) { return each.position == *position; });
  if (explained == unit->explained.end()) {
    replay.fault(CheckId::V11, said, "it rules on no explanation of this unit");
    return;
  }
  if (explained->author == said.author) {
    replay.fault(CheckId::V11, said, "whoever explains does not rule on it");
  }
  if (explained->ruling == reconcile::BoardRuling::Accepted ||
      explained->ruling == reconcile::BoardRuling::Refused) {
    replay.fault(CheckId::V11, said, "the explanation was ruled on before");
  }
  explained->ruling = text_or_empty(said.body, "ruling") == "accepted"
                          ? reconcile::BoardRuling::Accepted
                          : reconcile::BoardRuling::Refused;
}

void read_not_recountable(Replay& replay, const Said& said) {
  Unit* unit = unit_in(replay, said);
  if (unit == nullptr) return;
  unit->not_recountable = true;
  unit->ruled_by = accounts_of(said);
  if (unit->returns_given && !unit->signed_off &&
      !is_ruled_not_recountable(replay.record, text_or_empty(said.body, "unit"))) {
    replay.fault(
        CheckId::V11, said,
        fmt::format("the policy {} lets this unit be counted again", replay.record.policy));
  }
}

// What was counted again, or what an order asks for, is not dropped by one.
bool not_recountable_needs_two(const Record& record, const Said& said) {
  const std::string id = text_or_empty(said.body, "unit");
  const auto unit = record.units.find(id);
  if (unit == record.units.end()) return false;
  return has_second_figures(unit->second, record) ||
         who_asks_for(record, record.methods, id).starts_with("order ");
}

void read_policy(Replay& replay, const Said& said) {
  const auto policy = text_of(said.body, "policy");
  if (!replay.want(policy.has_value(), said, "policy")) return;
  if (!reconcile::why_not_policy(*policy, law::state_of(replay.record.jurisdiction)).empty()) {
    replay.fault(CheckId::V11, said,
                 fmt::format("no policy {} of {} is known", *policy, replay.record.jurisdiction));
  }
  replay.record.policy = *policy;
}

std::map<std::string, std::int64_t> removals_of(const reconcile::Consequence& consequence) {
  std::map<std::string, std::int64_t> removed;
  for (const reconcile::Removal& removal : consequence.removals) {
    removed[reconcile::id_of(removal.stage)] += removal.removed.value();
  }
  return removed;
}

// What was drawn out, and why it cannot be what the entry says.
struct Drawn {
  Figures figures;
  std::string fault;  ///< empty: it can
};

// The size and the stages are the policy's; the ballots hold what they can and what was counted.
Drawn drawn_in(const Record& record, const Json& body, const Figures& counted,
               const reconcile::Consequence& consequence) {
  Drawn out;
  const auto surplus = figure_of(body, "surplus");
  const auto removed = figures_of(body, "removed");
  // Blank ballots hold none.
  const bool no_votes = member_of(body, "votes") == nullptr;
  const auto votes =
      no_votes ? std::optional(std::map<std::string, std::int64_t>()) : figures_of(body, "votes");
  if (!surplus || !removed || !votes) return {{}, "it does not say what was drawn out"};
  const std::int64_t due = consequence.draw_down.value();
  if (consequence.step != reconcile::Step::DrawDown || *surplus != due) {
    return {{}, fmt::format("it draws out {}, and the law's is {}", *surplus, due)};
  }
  if (*removed != removals_of(consequence)) {
    return {{}, "it draws out other kinds of ballots than the law's order"};
  }
  const auto blanks = removed->find("blank");
  const std::int64_t marked = *surplus - (blanks == removed->end() ? 0 : blanks->second);
  out.figures.ballots = *surplus;
  out.figures.votes = *votes;
  out.figures.over = figure_of(body, "over").value_or(0);
  std::int64_t used = out.figures.over;
  bool fits = out.figures.over <= counted.over;
  for (const auto& [choice, number] : *votes) {
    const auto all = counted.votes.find(choice);
    fits = fits && number <= marked && all != counted.votes.end() && number <= all->second;
    used += number;
  }
  out.figures.blank = *surplus * record.vote_for - used;
  if (!fits || used > marked * record.vote_for || out.figures.blank > counted.blank) {
    out.fault = "the ballots drawn out cannot hold those votes";
  }
  return out;
}

// What is drawn out was counted before, is of the size that the law asks for, and comes off.
void read_draw_down(Replay& replay, const Said& said) {
  replay.want_no_stay(said);
  Unit* unit = unit_in(replay, said);
  if (unit == nullptr) return;
  const std::string id = text_or_empty(said.body, "unit");
  const auto counted = figures_as_counted(replay.record, id);
  const auto settled = figures_settled(replay.record, id);
  const auto review = review_of(replay.record, id);
  const auto excess = reconcile::ballots_in_excess(review.unit);
  if (!excess) {
    replay.fault(CheckId::V11, said, "ballots or voters of the unit were not known");
    return;
  }
  if (unit->signed_off) replay.fault(CheckId::V11, said, "the unit was signed off");
  if (!counted && is_partly_withheld(replay.record, *unit)) return;
  const std::int64_t found = review.unit.figures.ballots_found->value();
  if (!counted || counted->ballots != found) {
    replay.fault(CheckId::V11, said,
                 fmt::format("{} found, and {} counted to draw from",
                             base::counted(found, "ballot was", "ballots were"),
                             counted ? base::grouped(counted->ballots) : std::string("not all")));
    return;
  }
  const auto policy = reconcile::policy_named(replay.record.policy);
  if (!policy) {
    replay.fault(CheckId::V11, said, "no policy that draws ballots down is known");
    return;
  }
  const Json* stated = member_of(said.body, "found");
  if (stated == nullptr || figure_of(*stated, "excess") != *excess) {
    replay.fault(CheckId::V11, said, "it states another excess of ballots over voters");
  }
  const Drawn drawn =
      drawn_in(replay.record, said.body, *settled, reconcile::consequence_of(*policy, review.unit));
  if (!drawn.fault.empty()) {
    replay.fault(CheckId::V11, said, drawn.fault);
    return;
  }
  const auto listed = texts_of(said.body, "drawn").value_or(std::vector<std::string>());
  const std::set<std::string> each(listed.begin(), listed.end());
  if (each.size() != listed.size() || each.contains("") ||
      static_cast<std::int64_t>(each.size()) != drawn.figures.ballots) {
    replay.fault(
        CheckId::V11, said,
        fmt::format("it lists {} of {}",
                    base::counted(static_cast<std::int64_t>(each.size()), "ballot", "ballots"),
                    base::counted(drawn.figures.ballots, "ballot drawn out", "ballots drawn out")));
  }
  unit->draw_downs.push_back(
      {accounts_of(said), *excess, text_or_empty(said.body, "protocol"), drawn.figures, *counted});
}

std::vector<std::pair<std::string, std::int64_t>> tape_in(const Json& record) {
  std::vector<std::pair<std::string, std::int64_t>> tape;
  const Json* lines = records_of(record, "tape");
  if (lines == nullptr) return tape;
  for (const Json& line : *lines) {
    const auto choice = text_of(line, "choice");
    const auto votes = figure_of(line, "votes");
    if (choice && votes) tape.emplace_back(*choice, *votes);
  }
  return tape;
}

// Until the inputs are published, the latest version is what is committed to.
void take_as_returns(Unit& unit, const Said& said, const Json& record, const std::string& id) {
  unit.returns_given = true;
  unit.returns_county = text_or_empty(said.body, "county");
  const std::string name = text_or_empty(record, "name");
  if (!name.empty()) unit.name = name;
  if (unit.name.empty()) unit.name = id;
  unit.votes = figures_of(record, "votes").value_or(unit.votes);
  if (const auto ballots = figure_of(record, "ballots")) unit.ballots = ballots;
  if (const auto registered = figure_of(record, "registered")) unit.registered = registered;
}

// A unit that this ledger has already stands in its own county, whatever the entry gives.
void want_place_of(Replay& replay, const Said& said, const std::string& unit) {
  if (!replay.record.units.contains(unit)) return;
  const std::string county = replay.record.county_of(unit);
  if (!county.empty() && county != text_or_empty(said.body, "county")) {
    replay.want_county(said, county);
  }
}

// What takes the place of a version became known on its day or later.
void want_later_version(Replay& replay, const Said& said, const Unit& unit, const std::string& id,
                        const std::string& known_on) {
  const auto latest = std::ranges::max_element(unit.versions, {}, &ReturnsVersion::known_on);
  if (latest == unit.versions.end() || known_on >= latest->known_on) return;
  replay.fault(CheckId::V7, said,
               fmt::format("its version of {} is of {}, before the version {} of {}", id, known_on,
                           latest->label, latest->known_on));
}

void read_version(Replay& replay, const Said& said) {
  const Json* records = records_of(said.body, "units");
  if (!replay.want(records != nullptr, said, "units")) return;
  replay.want_county(said, text_or_empty(said.body, "county"));
  const std::string known_on = text_or_empty(said.body, "known_on");
  replay.want_after_election(CheckId::V7, said, known_on);
  for (const Json& record : *records) {
    const auto id = text_of(record, "unit");
    const auto votes = figures_of(record, "votes");
    if (!replay.want(id && votes, said, "units")) return;
    if (replay.record.committed_at && replay.record.returns_withheld == 0 &&
        replay.record.units.count(*id) == 0) {
      replay.fault(CheckId::V7, said,
                   fmt::format("the unit {} was not among the inputs fixed", *id));
    }
    want_place_of(replay, said, *id);
    Unit& unit = replay.record.units[*id];
    want_later_version(replay, said, unit, *id, known_on);
    if (!replay.record.committed_at) {
      take_as_returns(unit, said, record, *id);
      replay.record.place(*id);
    }
    unit.versions.push_back(
        {text_or_empty(said.body, "label"), *votes, figure_of(record, "ballots"),
         figure_of(record, "blank"), figure_of(record, "over"), tape_in(record),
         text_or_empty(said.body, "cause"), text_or_empty(said.body, "minute"), known_on});
  }
}

void read_expectation(Replay& replay, const Said& said) {
  const Json* records = records_of(said.body, "units");
  if (!replay.want(records != nullptr, said, "units")) return;
  for (const Json& record : *records) {
    const std::string unit = text_or_empty(record, "unit");
    const auto votes = figures_of(record, "votes");
    const std::string stated = text_or_empty(said.body, "county");
    if (!stated.empty()) replay.want_county(said, stated);
    if (replay.record.units.contains(unit)) replay.want_county(said, replay.record.county_of(unit));
    const std::string known = replay.record.county_of(unit);
    if (votes) replay.record.expected_votes[{known.empty() ? stated : known, unit}] = *votes;
  }
}

void read_expected_medium(Replay& replay, const Said& said) {
  const auto medium = text_of(said.body, "medium");
  if (!replay.want(medium.has_value(), said, "medium")) return;
  const std::string county = text_or_empty(said.body, "county");
  replay.want_county(said, county);
  const std::string unit = text_or_empty(said.body, "unit");
  want_place_of(replay, said, unit);
  const std::string& place = unit.empty() ? county : unit;
  Record& record = replay.record;
  const auto before = record.medium_places.find(*medium);
  if (before != record.medium_places.end()) {
    const auto known = record.units.find(before->second);
    const bool had_returns = known != record.units.end() && known->second.returns_given;
    if (had_returns || before->second == record.medium_counties[*medium]) {
      replay.fault(CheckId::V11, said, fmt::format("the medium {} was expected already", *medium));
      return;
    }
    replay.want_county(said, record.medium_counties[*medium]);
    std::erase(record.media_expected[before->second], *medium);
  }
  record.medium_places[*medium] = place;
  record.medium_counties[*medium] = county;
  record.media_expected[place].push_back(*medium);
}

void read_loaded_medium(Replay& replay, const Said& said) {
  const auto medium = text_of(said.body, "medium");
  const auto hash = text_of(said.body, "sha256");
  if (!replay.want(medium && hash, said, "medium")) return;
  const std::string county = text_or_empty(said.body, "county");
  replay.want_county(said, county);
  if (!replay.record.media_hashes.insert(*hash).second) {
    replay.fault(CheckId::V11, said, "the same content was loaded before (R7)");
  }
  std::string place = text_or_empty(said.body, "unit");
  const auto expected = replay.record.medium_places.find(*medium);
  if (place.empty() && expected != replay.record.medium_places.end()) place = expected->second;
  reconcile::MediaLoad load{*medium, *hash, {}};
  for (const auto& [name, figure] :
       figures_of(said.body, "totals").value_or(std::map<std::string, std::int64_t>())) {
    load.totals.push_back(figure);
  }
  replay.record.media[place.empty() ? county : place].push_back(std::move(load));
}

// Nothing is released over a red finding that nobody closed. Of units whose returns are withheld
// that is not known here.
void read_release(Replay& replay, const Said& said) {
  const Record& record = replay.record;
  const std::string county = text_or_empty(said.body, "county");
  replay.want_county(said, county);
  const auto named = texts_of(said.body, "units");
  for (const auto& [id, unit] : record.units) {
    const bool released =
        named ? std::ranges::find(*named, id) != named->end() : record.county_of(id) == county;
    if (!released || !unit.returns_given) continue;
    const UnitReview review = review_of_returns(record, id);
    for (const reconcile::Finding& finding : review.findings.found) {
      if (finding.severity != reconcile::Severity::Red || !review.is_unexplained(finding)) continue;
      replay.fault(CheckId::V11, said,
                   fmt::format("it releases {}, of which {} is red: {}", id,
                               reconcile::id_of(finding.rule), finding.words));
    }
  }
}

}  // namespace

std::vector<Kind> reconciling_kinds() {
  const std::vector<const char*> boards = {"county-officer", "supervisor", "board-member",
                                           "state-officer"};
  const std::vector<const char*> rulers = {"board-member", "county-officer", "state-officer"};
  const std::vector<const char*> officers = {"county-officer", "state-officer"};
  return {
      {"unit.figures", boards, false, read_sheet},
      {"unit.explain", boards, false, read_explanation, explanation_needs_two},
      {"explanation.rule", rulers, false, read_ruling},
      {"recountability.rule", rulers, false, read_not_recountable, not_recountable_needs_two},
      {"policy.change", {"state-officer"}, true, read_policy},
      {"drawdown.record", {"board-member", "county-officer", "supervisor"}, true, read_draw_down},
      {"result.version", officers, false, read_version},
      {"result.publish", officers, false, read_release},
      {"expectation.add", officers, false, read_expectation},
      {"media.expect", officers, false, read_expected_medium},
      {"media.load", officers, false, read_loaded_medium}};
}

}  // namespace recanvass::verify
