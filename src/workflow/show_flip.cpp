// show flip: can what is still open change who wins? The evening's sentence, with the bound over
// open units and open challenges. It says nothing about likelihood.
#include "workflow/unit_result.h"
#include "workflow/view.h"
#include "workflow/view_list.h"
#include "workflow/winners.h"

namespace recanvass::workflow {
namespace {

std::string name_of(recount::BoundVerdict verdict) {
  switch (verdict) {
    case recount::BoundVerdict::Decided: return "decided";
    case recount::BoundVerdict::Undecided: return "undecided";
    case recount::BoundVerdict::NoBound: return "no bound";
  }
  return {};
}

template <class Tag>
base::Json bound_or_null(const std::optional<base::Count<Tag>>& number) {
  return number ? base::Json(number->value()) : base::Json();
}

// Who is ahead, and so every end of the range, goes by the first count of what is open.
base::Json range_json(const recount::MarginRange& range, bool with_sums) {
  base::Json json = {{"ahead", nullptr},         {"behind", nullptr},
                     {"low", nullptr},           {"high", nullptr},
                     {"now", nullptr},           {"challenges_against", nullptr},
                     {"challenges_for", nullptr}};
  if (!with_sums) return json;
  json["ahead"] = range.ahead.text;
  json["behind"] = range.behind.text;
  json["low"] = bound_or_null(range.low);
  json["high"] = bound_or_null(range.high);
  json["now"] = range.now.value();
  json["challenges_against"] = range.challenges_against.value();
  json["challenges_for"] = range.challenges_for.value();
  return json;
}

// Reported votes of the last one elected less the first one not elected; null: not reported.
base::Json reported_margin_json(const Operation& operation, const recount::MarginRange& range) {
  const auto& outcome = operation.commitment.reported_outcome;
  const auto ahead = outcome.find(range.ahead.text);
  const auto behind = outcome.find(range.behind.text);
  if (ahead == outcome.end() || behind == outcome.end()) return {};
  return ahead->second - behind->second;
}

// The sentence with the choices' names, as everybody reads it.
std::string named_sentence(const Operation& operation, recount::Bound bound) {
  for (recount::MarginRange* range : {&bound.last_seat, &bound.closest}) {
    for (election::ChoiceId* choice : {&range->ahead, &range->behind}) {
      for (const SetupChoice& known : operation.setup.choices) {
        if (known.id != choice->text) continue;
        choice->text = known.name;
        break;
      }
    }
  }
  return bound.sentence();
}

// The lot that settled a tie, once nothing can move a vote any more; empty: there is none.
std::string settled_by_lot(const Operation& operation, const recount::Bound& bound) {
  const bool open = bound.open_units > 0 || bound.challenged_ballots.value() > 0;
  return open ? std::string() : lot_sentence(operation, totals_of(operation, ""));
}

base::Json build_evening(const Operation& operation, const ViewRequest& request) {
  const auto bound = recount::bound_margin(bound_case(operation));
  if (!bound) return {{"problem", base::sentences(bound.problems())}, {"verdict", "no bound"}};
  const bool with_sums = may_see_reported_sums(operation, request);
  const std::size_t units = operation.commitment.units.size();
  base::Json change;
  const base::Json reported = reported_margin_json(operation, bound->last_seat);
  if (with_sums && !reported.is_null()) {
    change = bound->last_seat.now.value() - reported.get<std::int64_t>();
  }
  const std::string lot = settled_by_lot(operation, *bound);
  const auto verdict = lot.empty() ? bound->verdict : recount::BoundVerdict::Decided;
  const std::string sentence = lot.empty() ? named_sentence(operation, *bound) : lot;
  return {{"verdict", with_sums ? base::Json(name_of(verdict)) : base::Json()},
          {"sentence", with_sums ? sentence : kHiddenSums},
          {"last_seat", range_json(bound->last_seat, with_sums)},
          {"closest", range_json(bound->closest, with_sums)},
          {"reported_margin", with_sums ? reported : base::Json()},
          {"change", change},
          {"units", units},
          {"open_units", bound->open_units},
          {"open_ballots", bound->open_ballots.value()},
          {"units_without_bound", bound->unbounded_units},
          {"challenged_ballots", bound->challenged_ballots.value()},
          {"largest_change_left",
           with_sums ? base::Json(bound->largest_change_left.value()) : base::Json()}};
}

}  // namespace

View show_flip() {
  return {"flip", "Whether what is still open can change who wins: a bound, not a likelihood.",
          build_evening};
}

}  // namespace recanvass::workflow
