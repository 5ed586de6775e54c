#include "workflow/brief_law.h"

#include "report/words.h"
#include "workflow/brief_record.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

std::string name_of_choice(const election::Election& election, const election::ContestId& contest,
                           const election::ChoiceId& id) {
  const election::Contest* found = election.find(contest);
  const election::Choice* choice = found == nullptr ? nullptr : found->find(id);
  return choice == nullptr ? id.text : choice->name;
}

// "Ann led by 1,784 votes (certified, known on 8 November 2000)"
std::string tested_words(const recount::PlaceAssessment& place,
                         const election::Election& election) {
  const recount::FiguresBefore& tested = *place.tested;
  std::string lead = "who led is not known";
  if (tested.standing && tested.standing->tie) {
    lead = "a tie";
  } else if (tested.standing) {
    const auto& votes = tested.standing->reported_margin;
    lead = fmt::format(
        "{} led by {}", name_of_choice(election, place.contest, tested.standing->leader),
        votes ? report::counted(votes->value(), "vote") : "a difference that is not known");
  }
  return fmt::format("{} ({}, known on {})", lead, election::name_of(tested.source.status),
                     report::day_words(tested.source.known_on));
}

report::BriefLaw law_of_place(const recount::PlaceAssessment& place,
                              const election::Election& election) {
  report::BriefLaw law;
  law.answer = *place.answer;
  law.recounted = place.recounted.has_value();
  if (place.tested) law.tested = tested_words(place, election);
  if (place.petitioner) {
    law.petitioner = place.petitioner->name;
    law.answer.petition.allowed = place.petitioner->accepted;
    if (!place.petitioner->words.empty()) {
      law.answer.petition.allowed_words = place.petitioner->words;
    }
  }
  return law;
}

// Where each county has a clock of its own there is no one last moment, but a first and a last.
void word_county_clocks(const recount::PlaceAssessment& place, law::Deadline& deadline) {
  if (deadline.until || place.county_deadlines.empty()) return;
  std::int64_t known = 0;
  for (const recount::CountyDeadline& county : place.county_deadlines) {
    known += county.deadline.until ? 1 : 0;
  }
  const std::string clocks =
      fmt::format("each county has a clock of its own; the day is known for {} of {}", known,
                  place.county_deadlines.size());
  deadline.words = deadline.words.empty() ? clocks : deadline.words + "; " + clocks;
}

std::optional<report::BriefChange> change_of(const recount::PlaceAssessment& place,
                                             const report::BriefState& state) {
  if (!place.needed || !place.standing || !place.standing->reported_margin) return std::nullopt;
  report::BriefChange change;
  change.challenger = state.figure ? state.figure->runner_up : place.standing->runner_up.text;
  change.margin_votes = place.standing->reported_margin->value();
  change.votes_one_sided = place.needed->one_sided.value();
  change.votes_to_switch = place.needed->switched.value();
  return change;
}

}  // namespace

void add_law(const recount::Assessment& assessment, const election::Election& election,
             report::Briefing& briefing) {
  for (const recount::PlaceAssessment& place : assessment.places) {
    report::BriefState* state = find_state(briefing, place.contest, place.jurisdiction);
    if (state == nullptr) continue;
    if (place.answer) {
      state->law = law_of_place(place, election);
      word_county_clocks(place, state->law->answer.petition.deadline);
    }
    state->change = change_of(place, *state);
    if (!state->focus && !election.focus.empty()) continue;
    for (const std::string& sentence : place.unknown) {
      briefing.not_checked.push_back(state->name + ": " + sentence);
    }
    for (const std::string& sentence : place.cautions) {
      briefing.not_checked.push_back(state->name + ": " + sentence);
    }
  }
}

}  // namespace recanvass::workflow
