#include "workflow/assertions_plan.h"

#include "base/rational.h"

#include <algorithm>
#include <cmath>

namespace recanvass::workflow {
namespace {

using audit::PlanQuestion;

base::Problem no_document(const std::string& file, std::string found) {
  return {"plan.assertions",
          {file, 0, {}},
          std::move(found),
          "assertions as recanvass assertions -o writes them",
          "Make them from the records: recanvass assertions --help."};
}

// "Candidate 2", by the id that a claim names it by.
std::string name_in(const base::Json& contest, const base::Json& id) {
  for (const base::Json& choice : contest.at("choices")) {
    if (choice.at("id") == id) return choice.at("name").get<std::string>();
  }
  return id.is_string() ? id.get<std::string>() : id.dump();
}

// Winner and loser of a claim of two choices' votes.
void name_the_two(const base::Json& contest, const base::Json& claim, PlanQuestion& question) {
  question.winner = "what is claimed";
  question.loser = "the contrary";
  if (claim.contains("winner") && claim.contains("loser")) {
    question.winner = name_in(contest, claim.at("winner"));
    question.loser = name_in(contest, claim.at("loser"));
  }
  if (!claim.contains("weights")) return;
  for (const auto& [id, weight] : claim.at("weights").items()) {
    if (weight == "1") question.winner = name_in(contest, id);
    if (weight == "-1") question.loser = name_in(contest, id);
  }
}

// Votes of the two; or, of another claim and where some cards are for both, as many as give the
// margin if every card counts for one of them.
audit::PairVotes votes_of(const base::Json& assertion, std::int64_t cards) {
  const base::Json& votes = assertion.at("votes");
  if (!votes.is_null()) {
    const audit::PairVotes two{cards, votes.at("winner").get<std::int64_t>(),
                               votes.at("loser").get<std::int64_t>()};
    if (two.other() >= 0) return two;
  }
  const auto stated = base::Rational::parse(assertion.at("assorter_margin").get<std::string>());
  const double share = stated ? stated->approximate() : 0.0;
  const auto lead = static_cast<std::int64_t>(std::floor(share * static_cast<double>(cards)));
  const std::int64_t loser = (cards - lead) / 2;
  return {cards, loser + lead, loser};
}

PlanQuestion question_of(const base::Json& contest, const PlanQuestion& asked,
                         bool own_risk_limit) {
  PlanQuestion question = asked;
  const auto cards = contest.at("cards").get<std::int64_t>();
  const base::Json& closest = contest.at("assertions").at(contest.at("closest").get<std::size_t>());
  question.name = contest.at("name").get<std::string>();
  name_the_two(contest, closest.at("claim"), question);
  question.votes = votes_of(closest, cards);
  if (!own_risk_limit) question.risk_limit = contest.at("risk_limit").get<double>();
  const auto phantoms = contest.value("phantoms", std::int64_t{0});
  question.errors.one_over += static_cast<double>(phantoms) / static_cast<double>(cards);
  return question;
}

bool can_be_planned(const base::Json& contest) {
  return contest.value("targeted", false) && contest.contains("closest") &&
         contest.at("closest").is_number_integer() && !contest.at("assertions").empty() &&
         contest.at("cards").get<std::int64_t>() > 0;
}

}  // namespace

base::Result<std::vector<PlanQuestion>> plan_questions_of(const base::Json& document,
                                                          const std::string& file,
                                                          const PlanQuestion& asked,
                                                          bool own_risk_limit) {
  if (!document.is_object() || document.value("schema", base::Json()) != "recanvass.assertions/1") {
    return no_document(file, "another document");
  }
  std::vector<PlanQuestion> questions;
  try {
    for (const base::Json& contest : document.at("contests")) {
      if (can_be_planned(contest)) questions.push_back(question_of(contest, asked, own_risk_limit));
    }
  } catch (const base::Json::exception&) {
    return no_document(file, "a document that lacks a member, or has one of another type");
  }
  if (!questions.empty()) return questions;
  return base::Problem{"plan.nothing",
                       {file, 0, {}},
                       "no contest that cards are drawn for and that assertions prove",
                       "one at least",
                       "See recanvass assertions on it: it says why a contest cannot be tested."};
}

}  // namespace recanvass::workflow
