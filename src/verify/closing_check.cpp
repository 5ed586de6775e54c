#include "verify/closing_check.h"

#include "base/figures.h"
#include "recount/wording.h"
#include "verify/ballot_account.h"
#include "verify/body.h"
#include "verify/grounds.h"
#include "verify/law_found.h"
#include "verify/moved_votes.h"
#include "verify/open_matters.h"
#include "verify/standing.h"
#include "verify/unit_review.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace recanvass::verify {
namespace {

bool has_withheld_batch(const Record& record, const std::string& unit) {
  return std::ranges::any_of(record.units.at(unit).batches, [&](const std::string& id) {
    return record.batches.at(id).withheld > 0;
  });
}

// Findings of batches that are withheld would explain these, or make them: nobody knows here.
bool rests_on_withheld(const Record& record, const std::string& unit, reconcile::Rule rule) {
  return (rule == reconcile::Rule::R4 || rule == reconcile::Rule::I10) &&
         has_withheld_batch(record, unit);
}

void check_unit_stated(Replay& replay, const Said& said, const std::string& id, bool worksheets) {
  const Record& record = replay.record;
  const auto changes = changes_of(record, id);
  if (changes && !changes->empty() && cause_of(record, id) == nullptr) {
    fault_of_unit(replay, CheckId::V12, said, id,
                  fmt::format("the unit {} changed without a cause", id));
  }
  for (const std::string& words : impossible_words(record, id)) {
    replay.fault(CheckId::V13, said, words);
  }
  if (!record.units.at(id).returns_given) return;
  if (is_not_recountable(record, id)) {
    replay.fault(
        CheckId::V11, said,
        fmt::format("{} was counted, and the policy {} does not let it", id, record.policy));
  }
  const UnitReview review = review_of(record, id);
  for (const reconcile::Finding& finding : review.findings.found) {
    if (finding.rule == reconcile::Rule::R11 || !review.is_unexplained(finding)) continue;
    if (rests_on_withheld(record, id, finding.rule)) {
      ++replay.record.unread_at_closing;
      continue;
    }
    fault_of_unit(replay, CheckId::V11, said, id,
                  fmt::format("{} was unexplained: {}: {}", id, reconcile::id_of(finding.rule),
                              finding.words));
  }
  if (review.state == reconcile::PublicState::ImpossibleUnderReview) {
    fault_of_unit(replay, CheckId::V11, said, id, fmt::format("{} has figures that cannot be", id));
  }
  const reconcile::Settings settings;
  for (const reconcile::NotChecked& hole : review.findings.not_checked) {
    if (!worksheets || settings.required.count(hole.rule) == 0) continue;
    replay.fault(CheckId::V11, said,
                 fmt::format("{}: {} could not be checked, without {}", id,
                             reconcile::id_of(hole.rule), fmt::join(hole.missing, ", ")));
  }
}

// A first count stands only of what was not counted again, and what nobody asks to be.
void check_first_count(Replay& replay, const Said& said, const std::string& id) {
  const Record& record = replay.record;
  if (extent_of(record, id) != Extent::Outside) return;
  if (has_second_figures(record.units.at(id), record)) {
    replay.fault(CheckId::V14, said,
                 fmt::format("{} was counted again, and its first count is stated", id));
  }
  if (!is_left_out(record, record.methods, id)) return;
  replay.fault(CheckId::V14, said,
               fmt::format("the first count of {} is stated, and {} asks for its second", id,
                           who_asks_for(record, record.methods, id)));
}

bool keeps_worksheets(const Record& record, const std::string& county) {
  const auto units = record.units_of.find(county);
  return units != record.units_of.end() &&
         std::any_of(units->second.begin(), units->second.end(),
                     [&](const std::string& id) { return record.units.at(id).sheet.has_value(); });
}

}  // namespace

void fault_of_unit(Replay& replay, CheckId check, const Said& said, const std::string& unit,
                   const std::string& words) {
  if (has_withheld_batch(replay.record, unit)) {
    replay.record.held_faults.push_back({check, said, unit, words});
  } else {
    replay.fault(check, said, words);
  }
}

void conclude_held_faults(Replay& replay) {
  for (const HeldFault& held : replay.record.held_faults) {
    const auto touched = replay.record.touched_at.find(held.unit);
    if (touched != replay.record.touched_at.end() && touched->second > held.said.position) {
      ++replay.record.unread_at_closing;
    } else {
      replay.fault(held.check, held.said, held.words);
    }
  }
}

void check_county(Replay& replay, const Said& said, const std::string& county) {
  const Record& record = replay.record;
  const bool worksheets = keeps_worksheets(record, county);
  const auto units = record.units_of.find(county);
  const bool any = units != record.units_of.end() && !units->second.empty();
  for (const std::string& id : any ? units->second : std::set<std::string>()) {
    switch (fate_of(record, id)) {
      case Fate::Open:
        replay.fault(CheckId::V14, said, fmt::format("the count of {} was open", id));
        break;
      case Fate::Counted: check_unit_stated(replay, said, id, worksheets); break;
      case Fate::Merged:
      case Fate::Held: ++replay.record.unread_at_closing; break;
      case Fate::Stands: check_first_count(replay, said, id); break;
    }
  }
  if (!any) replay.fault(CheckId::V14, said, "the county has no unit");
  for (const auto& [position, incident] : record.incidents) {
    if (incident.county != county || incident.resolved) continue;
    replay.fault(CheckId::V14, said, fmt::format("the incident of entry {} was open", position));
  }
  for (const auto& [id, box] : record.boxes) {
    if (box.county != county || box.stage == Box::Stage::Sealed) continue;
    replay.fault(CheckId::V14, said, fmt::format("the container {} was open", id));
  }
  const std::int64_t challenges = record.challenges.open_in(county);
  if (challenges > 0) {
    replay.fault(
        CheckId::V13, said,
        fmt::format("{} open", base::counted(challenges, "challenge was", "challenges were")));
  }
  for (const std::string& words : media_missing(record, county)) {
    replay.fault(CheckId::V11, said, words);
  }
  replay.want_no_stay(said);
}

namespace {

using Votes = std::map<std::string, std::int64_t>;

// Choices that have a vote, most first.
std::vector<std::pair<std::int64_t, std::string>> by_votes(const Record& record,
                                                           const Votes& votes) {
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const auto& [id, name] : record.choices) {
    const auto found = votes.find(id);
    if (found != votes.end() && found->second > 0) order.emplace_back(found->second, id);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  return order;
}

}  // namespace

std::vector<std::string> winners_of(const Record& record, const Votes& votes) {
  const auto order = by_votes(record, votes);
  std::vector<std::string> winners;
  const auto seats = static_cast<std::size_t>(record.seats);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i >= seats && order[i].first != order[seats - 1].first) break;
    winners.push_back(order[i].second);
  }
  return winners;
}

std::optional<SeatTie> tie_of(const Record& record, const Votes& votes) {
  const auto order = by_votes(record, votes);
  const auto seats = static_cast<std::size_t>(record.seats);
  if (order.size() <= seats || order[seats].first != order[seats - 1].first) return std::nullopt;
  SeatTie tie;
  for (const auto& [number, id] : order) {
    if (number > order[seats].first) tie.clear.push_back(id);
    if (number == order[seats].first) tie.tied.push_back(id);
  }
  tie.seats_left = seats - tie.clear.size();
  return tie;
}

const LotDrawn* lot_for(const Record& record, const Votes& votes, std::uint64_t position) {
  const LotDrawn* found = nullptr;
  for (const LotDrawn& lot : record.lots) {
    if (lot.position < position && lot.votes == votes) found = &lot;
  }
  return found;
}

void check_tie(Replay& replay, const Said& said) {
  const auto votes = votes_standing(replay.record, "");
  if (!votes || !tie_of(replay.record, *votes)) return;
  if (lot_for(replay.record, *votes, said.position) != nullptr) return;
  replay.fault(CheckId::V14, said, "choices tie for the last seat, and no lot was recorded");
}

namespace {

// With the lot where there is one; else all who tie.
std::vector<std::string> certified_winners(const Record& record, const Votes& votes,
                                           std::uint64_t position) {
  const auto tie = tie_of(record, votes);
  const LotDrawn* lot = tie ? lot_for(record, votes, position) : nullptr;
  if (lot == nullptr) return winners_of(record, votes);
  std::vector<std::string> winners = tie->clear;
  winners.insert(winners.end(), lot->drawn.begin(), lot->drawn.end());
  return winners;
}

bool is_statement(const Said& said) { return said.kind == "county.statement"; }

void note_unread(Record& record, const Said& said) {
  ++(is_statement(said) ? record.statements_unread : record.certificates_unread);
}

void compare_stated(Replay& replay, const StatedVotes& stated) {
  Record& record = replay.record;
  ++(is_statement(stated.said) ? record.statements_compared : record.certificates_compared);
  const auto counted = with_groups(record, stated.counted);
  const std::string of = stated.county.empty() ? "" : " in " + stated.county;
  const char* says = is_statement(stated.said) ? "states" : "certifies";
  for (const auto& [choice, number] : counted) {
    const auto found = stated.votes.find(choice);
    if (found != stated.votes.end() && found->second == number) continue;
    replay.fault(CheckId::V14, stated.said,
                 fmt::format("it {} {} votes of {}{}, and {} were counted", says,
                             found == stated.votes.end() ? "no" : base::grouped(found->second),
                             choice, of, base::grouped(number)));
  }
  for (const auto& [choice, number] : stated.votes) {
    if (counted.count(choice) > 0) continue;
    replay.fault(CheckId::V14, stated.said,
                 fmt::format("it {} votes of \"{}\", which is no choice", says, choice));
  }
  if (stated.winners &&
      *stated.winners != certified_winners(record, counted, stated.said.position)) {
    replay.fault(CheckId::V14, stated.said, "it names other winners than the votes do");
  }
}

bool was_touched_since(const Record& record, const StatedVotes& stated) {
  for (const std::string& id : stated.counted.groups) {
    for (const std::string& unit : record.groups.at(id).units) {
      const auto touched = record.touched_at.find(unit);
      if (touched != record.touched_at.end() && touched->second > stated.said.position) return true;
    }
  }
  return false;
}

}  // namespace

void check_stated(Replay& replay, const Said& said, const std::string& county,
                  const std::map<std::string, std::int64_t>& votes,
                  const std::optional<std::vector<std::string>>& winners) {
  const auto counted = standing_parts(replay.record, county);
  if (!counted) {
    note_unread(replay.record, said);
    return;
  }
  StatedVotes stated{said, county, votes, winners, *counted};
  if (counted->groups.empty()) {
    compare_stated(replay, stated);
  } else {
    replay.record.stated.push_back(std::move(stated));
  }
}

void check_units_stated(Replay& replay, const Said& said, const std::string& county,
                        const base::Json& found) {
  const Record& record = replay.record;
  const auto units = record.units_of.find(county);
  const std::set<std::string> none;
  std::int64_t original = 0;
  std::int64_t without_worksheet = 0;
  const std::set<std::string>& ids = units == record.units_of.end() ? none : units->second;
  for (const std::string& id : ids) {
    original += fate_of(record, id) == Fate::Stands ? 1 : 0;
    without_worksheet += record.units.at(id).sheet ? 0 : 1;
  }
  for (const auto& [member, number] : {std::pair{"units", static_cast<std::int64_t>(ids.size())},
                                       std::pair{"units_original", original},
                                       std::pair{"units_without_worksheet", without_worksheet}}) {
    const auto stated = figure_of(found, member);
    if (!replay.want(stated.has_value(), said, member) || *stated == number) continue;
    replay.fault(
        CheckId::V14, said,
        fmt::format("it states {} {}, and {} are of the county so", *stated, member, number));
  }
}

namespace {

constexpr std::string_view kUnexplainedEnd = " minuted as unexplained.";

std::string not_recountable_words(const Record& record, const std::vector<std::string>& units) {
  constexpr std::size_t kNamed = 20;
  std::set<std::string> names;
  for (const std::string& id : units) {
    for (const std::string& account : record.units.at(id).ruled_by) {
      const auto person = record.people.find(account);
      names.insert(person == record.people.end() ? account : person->second.name);
    }
  }
  const std::vector<std::string> named(
      units.begin(), units.begin() + static_cast<std::ptrdiff_t>(std::min(units.size(), kNamed)));
  const std::string more =
      units.size() > kNamed ? fmt::format(" and {} more", units.size() - kNamed) : "";
  return fmt::format(
      "{} not be counted again under the policy, and the first count stands: {}{}; ruled by {}.",
      base::counted(static_cast<std::int64_t>(units.size()), "unit could", "units could"),
      fmt::join(named, ", "), more, fmt::join(names, ", "));
}

std::string lot_sentence(const Record& record) {
  const auto votes = votes_standing(record, "");
  const auto tie = votes ? tie_of(record, *votes) : std::nullopt;
  const LotDrawn* lot = tie ? lot_for(record, *votes, UINT64_MAX) : nullptr;
  if (lot == nullptr) return {};
  const auto names = [&](const std::vector<std::string>& ids) {
    std::string words;
    for (const std::string& each : ids) {
      for (const auto& [id, name] : record.choices) {
        if (id == each) words += (words.empty() ? "" : ", ") + name;
      }
    }
    return words;
  };
  std::set<std::string> people;
  for (const std::string& account : lot->by) {
    const auto person = record.people.find(account);
    people.insert(person == record.people.end() ? account : person->second.name);
  }
  return fmt::format("A tie of {} with {} each was settled for {}: {} ({}, {}); by {}.",
                     names(tie->tied), base::counted(votes->at(tie->tied.front()), "vote", "votes"),
                     names(lot->drawn), lot->words, lot->place, lot->drawn_at,
                     fmt::join(people, ", "));
}

bool is_given_together(const Record& record) {
  return std::ranges::any_of(record.units, [&](const auto& entry) {
    const Fate fate = fate_of(record, entry.first);
    return fate == Fate::Merged || fate == Fate::Held;
  });
}

}  // namespace

std::vector<std::string> warnings_of(const Record& record, const base::Json& body) {
  std::vector<std::string> warnings;
  const std::string signed_at = text_or_empty(body, "signed_at");
  const std::string due = text_of(body, "due_by").value_or(record.certification_due);
  if (!due.empty() && signed_at > due) {
    warnings.push_back(fmt::format("Signed on {}, after it was due by {}.", signed_at, due));
  }
  std::int64_t unexplained = 0;
  std::int64_t without_worksheet = 0;
  std::int64_t original = 0;
  std::vector<std::string> not_recountable;
  for (const auto& [id, unit] : record.units) {
    const CauseGiven* cause = cause_of(record, id);
    unexplained += cause != nullptr && cause->code == "UNEXPLAINED" ? 1 : 0;
    without_worksheet += unit.sheet ? 0 : 1;
    if (fate_of(record, id) != Fate::Stands) continue;
    if (is_ruled_not_recountable(record, id)) {
      not_recountable.push_back(id);
    } else {
      ++original;
    }
  }
  const auto warn = [&](std::int64_t units, const char* one, const char* many) {
    if (units > 0) warnings.push_back(base::counted(units, one, many));
  };
  warn(unexplained, "changed unit is minuted as unexplained.",
       "changed units are minuted as unexplained.");
  warn(without_worksheet, "unit was not reconciled: no worksheet was recorded.",
       "units were not reconciled: no worksheet was recorded.");
  warn(original, "unit was not counted again: its first count stands.",
       "units were not counted again: their first counts stand.");
  if (!not_recountable.empty()) {
    warnings.push_back(not_recountable_words(record, not_recountable));
  }
  std::string partial = partial_sentence(record);
  if (!partial.empty()) warnings.push_back(std::move(partial));
  for (std::string& sentence : ground_sentences(record, signed_at)) {
    warnings.push_back(std::move(sentence));
  }
  for (std::string& sentence : moved_sentences(record)) warnings.push_back(std::move(sentence));
  for (std::string& sentence : recount::record_sentences(open_matters(record))) {
    warnings.push_back(std::move(sentence));
  }
  const std::string lot = lot_sentence(record);
  if (!lot.empty()) warnings.push_back(lot);
  return warnings;
}

namespace {

// Words of another version of the program: what they say, and not how.
void compare_in_other_words(Replay& replay, const Said& said, std::int64_t wording,
                            const std::vector<std::string>& stated,
                            const std::vector<std::string>& wanted) {
  OtherWording seen{said.position, wording};
  if (!recount::say_the_same_facts(stated, wanted)) seen.unlike = wanted;
  replay.record.matters.other_wordings.push_back(std::move(seen));
}

}  // namespace

void check_warnings(Replay& replay, const Said& said, const base::Json& found) {
  auto stated = texts_of(found, "warnings");
  if (!replay.want(stated.has_value(), said, "found")) return;
  std::vector<std::string> wanted = warnings_of(replay.record, said.body);
  const std::int64_t wording = figure_of(found, "wording").value_or(1);
  if (wording != recount::kWording) {
    return compare_in_other_words(replay, said, wording, *stated, wanted);
  }
  // Which units changed, and how many votes stand, is not known while returns are withheld.
  if (is_given_together(replay.record) || replay.record.returns_withheld > 0) {
    for (auto* list : {&*stated, &wanted}) {
      std::erase_if(*list, [](const std::string& words) {
        return words.ends_with(kUnexplainedEnd) || is_partial_sentence(words) ||
               words.starts_with(recount::kUnexplainedStart);
      });
    }
  }
  for (auto* list : {&*stated, &wanted}) {
    erase_unknown(replay.record, *list);
    std::erase_if(*list, is_of_the_law);
  }
  if (is_moved_unknown(replay.record)) {
    ++replay.record.matters.warnings_unread;
    for (auto* list : {&*stated, &wanted}) std::erase_if(*list, is_moved_sentence);
  }
  const auto check_of = [](const std::string& words) {
    return is_of_the_account(words) ? CheckId::V22 : CheckId::V14;
  };
  for (const std::string& words : wanted) {
    if (std::ranges::find(*stated, words) != stated->end()) continue;
    replay.fault(check_of(words), said, fmt::format("it does not warn: {}", words));
  }
  for (const std::string& words : *stated) {
    if (std::ranges::find(wanted, words) != wanted.end()) continue;
    replay.fault(check_of(words), said,
                 fmt::format("it warns what the entries do not give: {}", words));
  }
}

void conclude_stated(Replay& replay) {
  for (const StatedVotes& stated : replay.record.stated) {
    if (was_touched_since(replay.record, stated)) {
      note_unread(replay.record, stated.said);
    } else {
      compare_stated(replay, stated);
    }
  }
}

void check_signing_day(Replay& replay, const Said& said, base::Date signed_on) {
  const Record& record = replay.record;
  if (record.election_day && signed_on < *record.election_day) {
    replay.fault(CheckId::V14, said,
                 fmt::format("it is of {}, before the election day, {}", signed_on.text(),
                             record.election_day->text()));
  }
  if (record.petition_day && signed_on < *record.petition_day) {
    replay.fault(CheckId::V14, said,
                 fmt::format("it is of {}, before the first petition was filed, {}",
                             signed_on.text(), record.petition_day->text()));
  }
}

void check_days_of_statements(Replay& replay, const Said& said, base::Date signed_on) {
  for (const auto& [county, stated] : replay.record.statements) {
    const auto& day = stated.back().signed_on;
    if (!day || *day <= signed_on) continue;
    replay.fault(CheckId::V14, said,
                 fmt::format("it is of {}, before the statement of {}, {}", signed_on.text(),
                             county, day->text()));
  }
}

CountyStated sums_now(const Record& record, const std::string& county, std::uint64_t position) {
  CountyStated stated;
  stated.position = position;
  stated.votes = votes_standing(record, county);
  const auto units = record.units_of.find(county);
  if (units == record.units_of.end()) return stated;
  for (const std::string& id : units->second) {
    ++stated.units;
    stated.units_original += fate_of(record, id) == Fate::Stands ? 1 : 0;
  }
  return stated;
}

void check_statements(Replay& replay, const Said& said) {
  for (const auto& [county, units] : replay.record.units_of) {
    if (units.empty()) continue;
    const auto stated = replay.record.statements.find(county);
    if (stated == replay.record.statements.end()) {
      replay.fault(CheckId::V14, said, fmt::format("{} had made no statement", county));
      continue;
    }
    check_county(replay, said, county);
    const CountyStated now = sums_now(replay.record, county, said.position);
    const CountyStated& then = stated->second.back();
    if (then.withheld) continue;
    const bool same_votes = !now.votes || !then.votes || *now.votes == *then.votes;
    if (same_votes && now.units == then.units && now.units_original == then.units_original) {
      continue;
    }
    replay.fault(CheckId::V14, said,
                 fmt::format("figures of {} changed after its statement", county));
  }
}

// The reported sums must still hold after every correction of an input.
void check_reported(Replay& replay, const Said& said) {
  const Record& record = replay.record;
  if (record.returns_withheld > 0) return;
  for (const auto& [choice, reported] : record.outcome) {
    std::int64_t sum = 0;
    for (const auto& [id, unit] : record.units) {
      const auto votes = unit.votes.find(choice);
      sum += votes == unit.votes.end() ? 0 : votes->second;
    }
    if (sum == reported) continue;
    replay.fault(CheckId::V14, said,
                 fmt::format("the units' reported votes of {} sum to {}, {} were reported", choice,
                             sum, reported));
  }
}

}  // namespace recanvass::verify
