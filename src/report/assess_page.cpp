#include "report/assess_page.h"

#include "base/figures.h"
#include "report/assess_words.h"
#include "report/html.h"

#include <fmt/format.h>

namespace recanvass::report {
namespace {

using base::Json;
using recount::PlaceAssessment;

Json lines_json(const std::vector<AnswerLine>& lines) {
  Json list = Json::array();
  for (const AnswerLine& line : lines) {
    list.push_back({{"question", line.question}, {"answer", line.answer}});
  }
  return list;
}

Json sentences_json(const std::vector<std::string>& sentences) {
  Json list = Json::array();
  for (const std::string& sentence : sentences) list.push_back({{"text", sentence}});
  return list;
}

// Ids of a page are unique: a place stands once under each contest.
std::string anchor_of(const PlaceAssessment& place) {
  return fmt::format("{}-{}", place.contest.text, place.jurisdiction.text);
}

Json card_of(const election::Contest& contest, const PlaceAssessment& place) {
  Json further = Json::array();
  const Json lines = lines_json(short_answers(contest, place));
  if (place.answer) further = lines_json(further_answers(place));
  return {{"id", anchor_of(place)},
          {"name", place.jurisdiction_name},
          {"standing", standing_words(contest, place)},
          {"lines", lines},
          {"has_further", !further.empty()},
          {"further", further},
          {"unknown", sentences_json(unknown_of(place))},
          {"cautions", sentences_json(cautions_of(place))}};
}

Json row_of(const election::Contest& contest, const PlaceAssessment& place) {
  const election::Standing& standing = *place.standing;
  const election::Choice* leader = contest.find(standing.leader);
  const law::Answer none;
  const law::Answer& answer = place.answer ? *place.answer : none;
  std::string votes =
      standing.reported_margin ? base::grouped(standing.reported_margin->value()) : "unknown";
  if (is_provisional(standing)) votes += " (provisional)";
  const std::string share = share_words(standing);
  Json cells = Json::array();
  for (const std::string& text :
       {standing.tie ? std::string("tie")
        : leader     ? leader->name
                     : standing.leader.text,
        votes, share.empty() ? "unknown" : share, verdict_word(answer.automatic),
        verdict_word(answer.petition.allowed), deadline_status_words(answer.petition.deadline)}) {
    cells.push_back({{"text", text}});
  }
  return {{"first", place.jurisdiction_name}, {"cells", cells}};
}

bool has_difference(const PlaceAssessment& place) {
  return place.standing && (place.standing->reported_margin || place.standing->tie);
}

Json contest_json(const election::Contest& contest,
                  const std::vector<const PlaceAssessment*>& places) {
  Json rows = Json::array();
  Json cards = Json::array();
  std::string without;
  for (const PlaceAssessment* place : places) {
    if (has_difference(*place)) {
      rows.push_back(row_of(contest, *place));
    } else {
      without += (without.empty() ? "" : ", ") + place->jurisdiction_name;
    }
    if (has_difference(*place) || place->in_focus) cards.push_back(card_of(contest, *place));
  }
  Json heads = Json::array();
  for (const char* head :
       {"Place", "Leads", "By (votes)", "Of all votes", "Automatic", "May ask", "Until"}) {
    heads.push_back({{"text", head}});
  }
  Json json = {{"id", "contest-" + contest.id.text}, {"name", contest.name}, {"places", cards}};
  if (!rows.empty()) {
    json["table"] = {
        {"caption", "Every place whose difference is known"}, {"heads", heads}, {"rows", rows}};
  }
  if (!without.empty()) json["without"] = "Difference not known on this day: " + without + ".";
  return json;
}

}  // namespace

std::string assessment_page(const election::Election& election,
                            const recount::Assessment& assessment,
                            const std::vector<std::string>& remarks) {
  Json contests = Json::array();
  for (const election::Contest& contest : election.contests) {
    std::vector<const PlaceAssessment*> places;
    for (const PlaceAssessment& place : assessment.places) {
      if (place.contest == contest.id) places.push_back(&place);
    }
    if (!places.empty()) contests.push_back(contest_json(contest, places));
  }
  const std::string body = fill_template("assess.mustache", {{"election", assessment.election_name},
                                                             {"asked", asked_words(assessment)},
                                                             {"contests", contests},
                                                             {"has_remarks", !remarks.empty()},
                                                             {"remarks", sentences_json(remarks)}});
  return render_page({"Recount assessment: " + assessment.election_name, kAssessGenerator, body});
}

}  // namespace recanvass::report
