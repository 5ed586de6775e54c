#include "recount/legal_standing.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace recanvass::recount {
namespace {

using election::LegalStatus;
using election::ResultSetId;

struct ActName {
  LegalAct act;
  std::string_view name;
};

constexpr std::array kActs = {
    ActName{LegalAct::Order, "order"},     ActName{LegalAct::Report, "report"},
    ActName{LegalAct::Canvass, "canvass"}, ActName{LegalAct::Certify, "certify"},
    ActName{LegalAct::Stay, "stay"},       ActName{LegalAct::Lift, "lift"},
    ActName{LegalAct::Halt, "halt"},       ActName{LegalAct::Void, "void"},
};

// What a set has been through. The status is derived, so that a voided successor gives its
// predecessor back its place.
struct SetState {
  SetStanding standing;
  bool ordered = false;
  std::optional<base::LocalTime> reported;
  std::optional<base::LocalTime> canvassed;
  std::optional<base::LocalTime> certified;
  std::optional<base::LocalTime> ended;  // halted or void
  base::LocalTime first;
  std::optional<base::LocalTime> stayed_since;
  std::string halted_by;
};

class Fold {
 public:
  // Applies an event, or says why it cannot have happened.
  void apply(const LegalEvent& event, std::size_t place) {
    SetState& set = set_of(event);
    set.standing.audit = set.standing.audit || event.audit;
    if (!refuse(set, event)) change(set, event);
    set.standing.history.push_back(place);
  }

  [[nodiscard]] const base::Problems& problems() const { return problems_; }
  [[nodiscard]] const std::vector<SetState>& sets() const { return sets_; }

 private:
  SetState& set_of(const LegalEvent& event) {
    for (SetState& set : sets_) {
      if (set.standing.result_set == event.result_set) return set;
    }
    SetState set{{event.result_set, std::nullopt, event.at, {}, {}, {}},
                 false,
                 {},
                 {},
                 {},
                 {},
                 event.at,
                 {},
                 {}};
    sets_.push_back(std::move(set));
    return sets_.back();
  }

  bool fail(const LegalEvent& event, std::string cause, std::string wanted, std::string mend) {
    problems_.push_back({std::move(cause),
                         {"", 0, event.result_set.text},
                         fmt::format("{} on {}", name_of(event.act), event.at.text()),
                         std::move(wanted),
                         std::move(mend)});
    return true;
  }

  bool refuse(const SetState& set, const LegalEvent& event) {
    const bool may_follow_the_end = event.act == LegalAct::Report || event.act == LegalAct::Lift;
    if (set.ended && !may_follow_the_end) {
      return fail(event, "legal.ended", "nothing after the set was halted or voided",
                  "Open another result set.");
    }
    switch (event.act) {
      case LegalAct::Order:
        return set.ordered && fail(event, "legal.ordered-again", "one order for a result set",
                                   "Open another result set for another order.");
      case LegalAct::Report: return refuse_after_certificate(set, event);
      case LegalAct::Canvass:
        return refuse_without_figures(set, event) || refuse_after_certificate(set, event);
      case LegalAct::Certify:
        return refuse_without_figures(set, event) ||
               (!set.standing.open_stays.empty() &&
                fail(event, "legal.stayed", "no certificate during a stay",
                     "Record when the stay was lifted."));
      case LegalAct::Stay:
        return has_stay(set, event.stay) &&
               fail(event, "legal.stay-again", "one stay of a name", "Name the stays apart.");
      case LegalAct::Lift:
        return !has_stay(set, event.stay) &&
               fail(event, "legal.no-stay", "a stay of this name", "Record the stay, or its name.");
      case LegalAct::Halt:
        return !set.ordered && fail(event, "legal.no-order", "a proceeding that was ordered",
                                    "Record the order; figures alone are voided.");
      case LegalAct::Void: return false;
    }
    RECANVASS_CHECK(false);
    return true;
  }

  bool refuse_without_figures(const SetState& set, const LegalEvent& event) {
    return !set.reported && !set.canvassed &&
           fail(event, "legal.no-figures", "figures that were reported before",
                "Record the report of the figures.");
  }

  bool refuse_after_certificate(const SetState& set, const LegalEvent& event) {
    return set.certified && fail(event, "legal.final", "certified figures to stay as they are",
                                 "Open another result set for other figures.");
  }

  static bool has_stay(const SetState& set, const std::string& name) {
    const auto& stays = set.standing.open_stays;
    return std::ranges::find(stays, name) != stays.end();
  }

  static void change(SetState& set, const LegalEvent& event) {
    switch (event.act) {
      case LegalAct::Order: set.ordered = true; return;
      case LegalAct::Report: set.reported = event.at; return;
      case LegalAct::Canvass: set.canvassed = event.at; return;
      case LegalAct::Certify: set.certified = event.at; return;
      case LegalAct::Stay:
        if (set.standing.open_stays.empty()) set.stayed_since = event.at;
        set.standing.open_stays.push_back(event.stay);
        return;
      case LegalAct::Lift: std::erase(set.standing.open_stays, event.stay); return;
      case LegalAct::Halt: set.halted_by = event.by; [[fallthrough]];
      case LegalAct::Void: set.ended = event.at; return;
    }
  }

  std::vector<SetState> sets_;
  base::Problems problems_;
};

bool can_stand(const SetState& set) {
  return !set.ended && set.standing.open_stays.empty() && !set.standing.audit;
}

using WhenAt = std::optional<base::LocalTime>;

// The set with the latest moment; of equal ones the later in the record.
template <class MomentOf>
const SetState* latest(const std::vector<SetState>& sets, const MomentOf& moment_of) {
  const SetState* best = nullptr;
  for (const SetState& set : sets) {
    const WhenAt moment = can_stand(set) ? moment_of(set) : WhenAt();
    if (moment && (best == nullptr || *moment >= *moment_of(*best))) best = &set;
  }
  return best;
}

const SetState* standing_set(const std::vector<SetState>& sets) {
  if (const auto* set = latest(sets, [](const SetState& of) { return of.certified; })) return set;
  if (const auto* set = latest(sets, [](const SetState& of) { return of.canvassed; })) return set;
  return latest(sets, [](const SetState& of) { return of.ordered ? WhenAt() : of.reported; });
}

SetStanding derive(const SetState& set, const SetState* stands) {
  SetStanding out = set.standing;
  const auto is = [&](LegalStatus status, base::LocalTime since) {
    out.status = status;
    out.since = since;
  };
  out.since = set.first;
  if (set.reported) is(LegalStatus::Reported, *set.reported);
  if (set.canvassed) is(LegalStatus::Canvassed, *set.canvassed);
  if (set.certified) is(LegalStatus::Certified, *set.certified);
  const bool superseded = set.certified && stands != nullptr && stands != &set && stands->certified;
  if (superseded) is(LegalStatus::Superseded, std::max(*set.certified, *stands->certified));
  if (!set.standing.open_stays.empty()) is(LegalStatus::Stayed, *set.stayed_since);
  if (set.ended) is(LegalStatus::Void, *set.ended);
  out.halted_by = set.halted_by;
  return out;
}

}  // namespace

std::string name_of(LegalAct act) {
  const auto* row = std::ranges::find(kActs, act, &ActName::act);
  RECANVASS_CHECK(row != kActs.end());
  return std::string(row->name);
}

std::optional<LegalAct> legal_act_named(std::string_view name) {
  const auto* row = std::ranges::find(kActs, name, &ActName::name);
  if (row == kActs.end()) return std::nullopt;
  return row->act;
}

base::Result<LegalStanding> standing_on(std::span<const LegalEvent> events, base::LocalTime when) {
  std::vector<std::size_t> order(events.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
    return events[left].at < events[right].at;
  });
  Fold whole;
  Fold known;
  for (const std::size_t place : order) {
    whole.apply(events[place], place);
    if (events[place].at <= when) known.apply(events[place], place);
  }
  if (!whole.problems().empty()) return whole.problems();
  LegalStanding out;
  const SetState* stands = standing_set(known.sets());
  for (const SetState& set : known.sets()) out.sets.push_back(derive(set, stands));
  if (stands != nullptr) out.stands = stands->standing.result_set;
  return out;
}

const SetStanding* LegalStanding::find(const ResultSetId& result_set) const {
  const auto place = std::ranges::find(sets, result_set, &SetStanding::result_set);
  return place == sets.end() ? nullptr : &*place;
}

std::string SetStanding::status_name() const {
  if (!halted_by.empty()) return "halted";
  return status ? election::name_of(*status) : "ordered";
}

std::string LegalStanding::sentence() const {
  std::string out;
  if (stands) {
    const SetStanding* set = find(*stands);
    out = fmt::format("{} stands ({} {})", stands->text, election::name_of(*set->status),
                      set->since.text());
  } else {
    out = "no result set stands";
  }
  for (const SetStanding& set : sets) {
    if (stands && set.result_set == *stands) continue;
    out += fmt::format("; {} is {} since {}{}{}", set.result_set.text, set.status_name(),
                       set.since.text(), set.halted_by.empty() ? "" : " by " + set.halted_by,
                       set.audit ? " (an audit's figures, not the certified count)" : "");
  }
  return out;
}

}  // namespace recanvass::recount
