#include "workflow/ask_law.h"

#include "base/figures.h"
#include "base/nearest.h"
#include "formats/number.h"
#include "formats/problem_list.h"
#include "formats/statute_reader.h"
#include "law/clock_event.h"
#include "law/gaps.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace recanvass::workflow {
namespace {

using base::Problem;
using base::Problems;

// More than any count of votes on Earth, and small enough for every product of the law.
constexpr std::int64_t kVotesMax = 1'000'000'000'000;
constexpr std::int64_t kSeatsMax = 1000;

void add_problem(Problems& problems, const char* cause, const char* option,
                 const std::string& found, const std::string& wanted, const std::string& mend) {
  problems.push_back({cause, {"", 0, option}, found, wanted, mend});
}

std::string read_jurisdiction(const std::string& text, Problems& problems) {
  std::string id;
  for (const char c : text) id += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (id.size() == 2) id = "us-" + id;
  const auto& known = law::jurisdiction_ids();
  if (std::find(known.begin(), known.end(), id) == known.end()) {
    add_problem(problems, "law.jurisdiction", "JURISDICTION", formats::quote(text),
                "us- and the two letters of a state or DC", "Write us-wi, or WI.");
  }
  return id;
}

std::optional<std::int64_t> read_number(const std::optional<std::string>& text, const char* option,
                                        std::int64_t least, Problems& problems,
                                        std::int64_t most = kVotesMax) {
  if (!text) return std::nullopt;
  std::int64_t number = 0;
  if (formats::read_figure(*text, number) == formats::NumberFault::None && number >= least &&
      number <= most) {
    return number;
  }
  add_problem(problems, "law.number", option, formats::quote(*text),
              fmt::format("a whole number from {} to {}", least, most), "Correct the number.");
  return std::nullopt;
}

struct NamedVotes {
  std::string name;
  std::int64_t votes = 0;
};

std::vector<NamedVotes> read_votes(const std::vector<std::string>& pairs, Problems& problems) {
  std::vector<NamedVotes> all;
  for (const std::string& pair : pairs) {
    const std::size_t equals = pair.rfind('=');
    NamedVotes each;
    const bool shaped = equals != std::string::npos && equals > 0;
    if (shaped) each.name = pair.substr(0, equals);
    if (!shaped ||
        formats::read_figure(pair.substr(equals + 1), each.votes) != formats::NumberFault::None ||
        each.votes > kVotesMax) {
      add_problem(problems, "law.votes", "--votes", formats::quote(pair), "NAME=VOTES",
                  "Write a name, = and a whole number: A=163839.");
      continue;
    }
    const bool twice = std::any_of(
        all.begin(), all.end(), [&](const NamedVotes& other) { return other.name == each.name; });
    if (twice) {
      add_problem(problems, "law.votes", "--votes", formats::quote(each.name) + " twice",
                  "each name once", "Give each choice its own name.");
      continue;
    }
    all.push_back(std::move(each));
  }
  // The order among equals is the order given; it decides nothing, a tie is a margin of 0.
  std::stable_sort(all.begin(), all.end(), [](const NamedVotes& left, const NamedVotes& right) {
    return left.votes > right.votes;
  });
  return all;
}

void take_office(const LawRequest& request, law::Facts& facts, Problems& problems) {
  if (request.office) {
    if (const auto office = election::office_named(*request.office)) {
      facts.office = *office;
    } else if (const auto office_class = law::office_class_named(*request.office)) {
      facts.office_class = office_class;
      facts.office = law::office_of(*office_class);
    } else {
      add_problem(problems, "law.office", "--office", formats::quote(*request.office),
                  "president, us-senate, us-house, governor, statewide, judicial, legislative, "
                  "county, municipal, ballot-question, local, or a class such as state_senate",
                  "Take one of these words.");
    }
  }
  if (request.election) {
    const auto type = election::election_type_named(*request.election);
    if (type)
      facts.type = *type;
    else
      add_problem(problems, "law.election", "--election", formats::quote(*request.election),
                  "general, primary, special, spring or runoff", "Take one of these words.");
  }
  if (!request.measure) return;
  if (*request.measure == "passed" || *request.measure == "defeated") {
    facts.measure_defeated = *request.measure == "defeated";
  } else {
    add_problem(problems, "law.measure", "--measure", formats::quote(*request.measure),
                "passed or defeated", "Take one of the two words.");
  }
}

void take_petitioner(const LawRequest& request, const std::vector<NamedVotes>& votes,
                     law::Question& question, Problems& problems) {
  if (!request.petitioner) return;
  const auto found = std::find_if(votes.begin(), votes.end(), [&](const NamedVotes& each) {
    return each.name == *request.petitioner;
  });
  if (found == votes.end()) {
    add_problem(problems, "law.petitioner", "--petitioner", formats::quote(*request.petitioner),
                "a name given with --votes", "Add --votes " + *request.petitioner + "=...");
    return;
  }
  law::Facts& facts = question.facts;
  question.petitioner = found->name;
  law::Facts::Petitioner petitioner;
  petitioner.votes = election::VoteCount{found->votes};
  petitioner.place =
      1 + static_cast<int>(std::count_if(votes.begin(), votes.end(), [&](const NamedVotes& each) {
        return each.votes > found->votes;
      }));
  if (facts.leader_votes) petitioner.behind_leader = *facts.leader_votes - *petitioner.votes;
  facts.petitioner = petitioner;
}

/// All votes alone decide nothing: the difference is asked for with them.
void check_lone_total(const LawRequest& request, Problems& problems) {
  if (!request.total || !request.votes.empty() || request.reported_margin) return;
  add_problem(problems, "law.total", "--total", formats::quote(*request.total),
              "--votes or --margin with it",
              "Add --votes NAME=VOTES for each choice, or --margin, or leave out --total.");
}

/// A difference given without votes: it cannot be more than all that were cast.
void check_lone_margin(const LawRequest& request, const law::Facts& facts, Problems& problems) {
  if (!request.votes.empty() || !facts.reported_margin) return;
  const std::int64_t apart = facts.reported_margin->value();
  if (facts.total_votes && apart > facts.total_votes->value()) {
    add_problem(problems, "law.total", "--margin", fmt::format("{}", apart),
                fmt::format("at most the {} votes in all", facts.total_votes->value()),
                "Correct the margin or the total.");
  }
  if (facts.ballots_cast && apart > facts.ballots_cast->value()) {
    add_problem(problems, "law.total", "--margin", fmt::format("{}", apart),
                fmt::format("at most the {} ballots cast", facts.ballots_cast->value()),
                "Correct the margin or the ballots.");
  }
}

void take_votes(const LawRequest& request, law::Question& question, Problems& problems) {
  law::Facts& facts = question.facts;
  const auto votes = read_votes(request.votes, problems);
  const auto seats = static_cast<std::size_t>(facts.seats.value());
  std::int64_t sum = 0;
  for (const NamedVotes& each : votes) sum += each.votes;
  if (!request.votes.empty() && votes.size() <= seats && problems.empty()) {
    add_problem(problems, "law.votes", "--votes",
                base::counted(std::ssize(votes), "choice", "choices"),
                fmt::format("at least {}: one more than seats", seats + 1),
                "Add the choice that comes next.");
  }
  if (votes.size() > seats) {
    const NamedVotes& leader = votes[seats - 1];
    const NamedVotes& runner_up = votes[seats];
    question.leader = leader.name;
    question.runner_up = runner_up.name;
    facts.leader_votes = election::VoteCount{leader.votes};
    facts.runner_up_votes = election::VoteCount{runner_up.votes};
    facts.winner_votes = election::VoteCount{votes[0].votes};
    facts.reported_margin = *facts.leader_votes - *facts.runner_up_votes;
    facts.total_votes_at_least = election::VoteCount{sum};
  }
  if (facts.total_votes && facts.total_votes->value() < sum) {
    add_problem(problems, "law.total", "--total", fmt::format("{}", facts.total_votes->value()),
                fmt::format("at least the {} votes given", sum), "Correct the total or the votes.");
  }
  check_lone_total(request, problems);
  check_lone_margin(request, facts, problems);
  if (facts.ballots_cast && facts.ballots_cast->value() * facts.seats.value() < sum) {
    add_problem(problems, "law.total", "--ballots", fmt::format("{}", facts.ballots_cast->value()),
                fmt::format("enough for the {} votes given", sum),
                "Correct the ballots or the votes.");
  }
  take_petitioner(request, votes, question, problems);
}

std::optional<election::Moment> read_moment(const std::string& text) {
  if (const auto day = base::Date::parse(text)) return election::Moment{*day, std::nullopt};
  if (const auto both = base::LocalTime::parse(text))
    return election::Moment{both->day, both->time};
  return std::nullopt;
}

void take_events(const LawRequest& request, law::Facts& facts, Problems& problems) {
  for (const std::string& pair : request.events) {
    const std::size_t equals = pair.find('=');
    const std::string id = pair.substr(0, equals);
    const auto moment =
        equals == std::string::npos ? std::nullopt : read_moment(pair.substr(equals + 1));
    if (law::clock_event(id) == nullptr) {
      std::vector<std::string> ids;
      for (const law::ClockEvent& event : law::clock_events()) ids.emplace_back(event.id);
      const auto near = base::nearest(id, ids);
      add_problem(problems, "law.event", "--event", formats::quote(id),
                  "one of " + formats::listed(ids, ids.size()),
                  near ? fmt::format("Did you mean {}?", formats::quote(*near))
                       : "Take the event from which the rule's deadline runs; `recanvass law` "
                         "without --event says which.");
    } else if (!moment) {
      add_problem(problems, "law.event", "--event", formats::quote(pair),
                  "EVENT=DATE, with an hour where it is known",
                  "Write " + id + "=2016-11-28T14:00.");
    } else {
      facts.events.insert_or_assign(id, *moment);
    }
  }
  const auto day = facts.events.find("election_day");
  if (day != facts.events.end()) facts.election_day = day->second.day;
}

/// The Tuesday after the first Monday of November.
bool is_general_election_day(base::Date day) {
  return base::nth_weekday_of_month(day.year(), 11, base::Weekday::Monday, 1).plus_days(1) == day;
}

void take_days(const LawRequest& request, law::Question& question, Problems& problems) {
  if (!request.on) {
    add_problem(problems, "law.date", "--on", "no day", "the day whose law is asked",
                "Add --on 2016-11-08.");
  } else if (const auto on = base::Date::parse(*request.on)) {
    question.on = *on;
  } else {
    add_problem(problems, "law.date", "--on", formats::quote(*request.on),
                "a day such as 2016-11-08", "Write year, month and day with hyphens.");
  }
  if (request.as_of) {
    const auto as_of = read_moment(*request.as_of);
    if (as_of) {
      question.as_of = base::LocalTime{as_of->day, as_of->time.value_or(base::TimeOfDay{0})};
    } else {
      add_problem(problems, "law.date", "--as-of", formats::quote(*request.as_of),
                  "a day, or a day and hour such as 2016-11-25T16:00", "Correct the day.");
    }
  }
  take_events(request, question.facts, problems);
  if (question.as_of) {
    for (const auto& [id, moment] : question.facts.events) {
      if (moment.day > question.as_of->day) question.facts.expected.insert(id);
    }
  }
  question.facts.law_on = question.on;
  const bool known = question.facts.events.count("election_day") > 0;
  if (!known && is_general_election_day(question.on)) {
    question.facts.election_day = question.on;
    question.election_day_taken_from_on = true;
  }
}

}  // namespace

base::Result<law::Question> read_law_question(const LawRequest& request) {
  Problems problems;
  law::Question question;
  question.jurisdiction.text = read_jurisdiction(request.jurisdiction, problems);
  law::Facts& facts = question.facts;
  take_days(request, question, problems);
  take_office(request, facts, problems);
  facts.seats = election::SeatCount{
      read_number(request.seats, "--seats", 1, problems, kSeatsMax).value_or(1)};
  if (const auto total = read_number(request.total, "--total", 0, problems)) {
    facts.total_votes = election::VoteCount{*total};
  }
  if (const auto ballots = read_number(request.ballots, "--ballots", 0, problems)) {
    facts.ballots_cast = election::BallotCount{*ballots};
  }
  if (const auto precincts = read_number(request.precincts, "--precincts", 1, problems)) {
    facts.precincts = election::PrecinctCount{*precincts};
  }
  facts.counties = read_number(request.counties, "--counties", 1, problems);
  facts.write_in_compared = request.write_in;
  if (request.votes.empty()) {
    if (const auto difference = read_number(request.reported_margin, "--margin", 0, problems)) {
      facts.reported_margin = election::VoteCount{*difference};
    }
  } else if (request.reported_margin) {
    add_problem(problems, "law.votes", "--margin", "--margin with --votes", "one of the two",
                "Leave --margin out: it follows from the votes.");
  }
  take_votes(request, question, problems);
  if (!problems.empty()) return problems;
  return question;
}

base::Result<law::Reply> ask_law(const LawRequest& request) {
  const auto question = read_law_question(request);
  if (!question) return question.problems();
  const law::KnowledgeBase base = formats::built_in_knowledge(question->jurisdiction.text);
  law::Reply reply;
  reply.question = *question;
  reply.known = base.statutes();
  const law::RecountStatute* statute = base.in_force(question->jurisdiction, question->on);
  if (statute == nullptr) return reply;
  reply.statute = *statute;
  reply.answer = law::apply(*statute, question->facts, base.calendars(), question->as_of);
  return reply;
}

base::Result<std::vector<law::RuleOnDay>> compare_law(const std::string& on) {
  const auto day = base::Date::parse(on);
  if (!day) {
    return Problem{"law.date",
                   {"", 0, "--on"},
                   formats::quote(on),
                   "a day such as 2016-11-08",
                   "Write year, month and day with hyphens."};
  }
  const law::KnowledgeBase base = formats::built_in_knowledge();
  std::vector<law::RuleOnDay> rows;
  for (const std::string& id : law::jurisdiction_ids()) {
    law::RuleOnDay row{id, std::nullopt};
    if (const auto* statute = base.in_force({id}, *day)) row.statute = *statute;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace recanvass::workflow
