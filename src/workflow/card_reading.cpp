#include "workflow/card_reading.h"

#include "workflow/audits.h"
#include "workflow/body.h"
#include "workflow/use_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using base::Json;

constexpr const char* kStates[] = {"marked", "blank", "overvoted", "not-on-card", "no-consensus"};

bool is_mark_record(const Json& mark) {
  if (!mark.is_object() || !mark.contains("choice") || !mark["choice"].is_string()) return false;
  const bool ranked = mark.contains("rank");
  if (ranked && (!mark["rank"].is_number_integer() || mark["rank"].get<std::int64_t>() < 1 ||
                 mark["rank"].get<std::int64_t>() > 1000)) {
    return false;
  }
  return mark.size() == (ranked ? 2U : 1U);
}

bool is_reading_record(const Json& record) {
  if (!record.contains("contest") || !record["contest"].is_string() || !record.contains("state") ||
      !record["state"].is_string() ||
      std::ranges::find(kStates, record["state"].get<std::string>()) == std::end(kStates)) {
    return false;
  }
  if (!record.contains("marks")) return record.size() == 2;
  return record.size() == 3 && record["marks"].is_array() &&
         std::ranges::all_of(record["marks"], is_mark_record);
}

ContestReading contest_reading_in(const Json& record) {
  ContestReading reading;
  reading.state = text_in(record, "state");
  if (record.contains("marks")) {
    for (const Json& mark : record["marks"]) {
      reading.marks.push_back({text_in(mark, "choice"), maybe_number_in(mark, "rank").value_or(0)});
    }
  }
  std::ranges::sort(reading.marks, [](const ReadMark& one, const ReadMark& other) {
    return std::pair(one.rank, one.choice) < std::pair(other.rank, other.choice);
  });
  if (reading.state == "counted") {
    reading.cards = number_in(record, "cards");
    reading.votes = numbers_in(record, "votes");
  }
  return reading;
}

std::optional<std::size_t> place_of_choice(const AuditContest& contest, const std::string& choice) {
  const auto found = std::ranges::find(contest.choices, choice, &SetupChoice::id);
  if (found == contest.choices.end()) return std::nullopt;
  return static_cast<std::size_t>(found - contest.choices.begin());
}

base::Problems mark_problems(const std::string& id, const ContestReading& reading,
                             const AuditContest& contest) {
  base::Problems problems;
  const auto wrong = [&](std::string found, std::string wanted) {
    problems.push_back(refusal("reading.mark", fmt::format("{}: {}", id, found), std::move(wanted),
                               "Read the card again and enter what is marked."));
  };
  const bool ranked = contest.rule == "irv";
  const bool has_marks = !reading.marks.empty();
  if ((reading.state == "marked" && !has_marks) ||
      (reading.state != "marked" && reading.state != "overvoted" && has_marks)) {
    wrong(fmt::format("{} with {} marks", reading.state, reading.marks.size()),
          "marks where it is marked, and none where it is not");
  }
  std::set<ReadMark> seen;
  for (const ReadMark& mark : reading.marks) {
    if (!place_of_choice(contest, mark.choice)) {
      wrong("\"" + mark.choice + "\"", "a choice of the contest");
    }
    if ((mark.rank > 0) != ranked) {
      wrong(mark.choice, ranked ? "the rank of every mark" : "a mark without a rank");
    }
    if (!seen.insert(mark).second) wrong(mark.choice + " twice", "each mark once");
  }
  if (!ranked && reading.state == "marked" &&
      static_cast<std::int64_t>(reading.marks.size()) > contest.vote_for) {
    problems.push_back(refusal("reading.overvote",
                               fmt::format("{}: {} marks where {} may be made", id,
                                           reading.marks.size(), contest.vote_for),
                               "\"overvoted\" where more is marked than may be",
                               "Say that it is overvoted, or correct the marks."));
  }
  return problems;
}

}  // namespace

CardReading card_reading_in(const Json& readings) {
  CardReading reading;
  for (const Json& record : readings) {
    reading.insert_or_assign(text_in(record, "contest"), contest_reading_in(record));
  }
  return reading;
}

Json card_reading_json(const CardReading& reading) {
  Json records = Json::array();
  for (const auto& [contest, read] : reading) {
    Json record = {{"contest", contest}, {"state", read.state}};
    for (const ReadMark& mark : read.marks) {
      Json json = {{"choice", mark.choice}};
      if (mark.rank > 0) json["rank"] = mark.rank;
      record["marks"].push_back(std::move(json));
    }
    if (read.state == "counted") {
      record["cards"] = read.cards;
      record["votes"] = read.votes;
    }
    records.push_back(std::move(record));
  }
  return records;
}

base::Problems reading_problems(const Json& readings,
                                const std::map<std::string, const AuditContest*>& contests) {
  base::Problems problems;
  std::set<std::string> read;
  for (const Json& record : readings) {
    if (!is_reading_record(record)) {
      problems.push_back(refusal("reading.form",
                                 record.dump(-1, ' ', false, Json::error_handler_t::replace),
                                 "\"contest\", \"state\" and, where marked, \"marks\"",
                                 "Write it as the example of `recanvass commands` has it."));
      continue;
    }
    const std::string id = text_in(record, "contest");
    const auto contest = contests.find(id);
    if (contest == contests.end() || !read.insert(id).second) {
      problems.push_back(refusal("reading.contest", "\"" + id + "\"",
                                 "each contest of the audit that may be on this card, once",
                                 "Correct the id."));
      continue;
    }
    const base::Problems own = mark_problems(id, contest_reading_in(record), *contest->second);
    problems.insert(problems.end(), own.begin(), own.end());
  }
  for (const auto& [id, contest] : contests) {
    if (read.contains(id)) continue;
    problems.push_back(refusal("reading.contest", id + ", which nobody touched",
                               "what the card says in it, or that it is not on the card",
                               "Enter it: \"blank\" and \"not-on-card\" are readings too."));
  }
  return problems;
}

std::vector<election::Mark> marks_of(const ContestReading& reading, const AuditContest& contest) {
  std::vector<election::Mark> marks;
  for (const ReadMark& mark : reading.marks) {
    const auto place = place_of_choice(contest, mark.choice);
    if (!place) continue;
    marks.push_back(
        {static_cast<election::ChoiceIndex>(*place), static_cast<std::uint16_t>(mark.rank), 1});
  }
  std::ranges::sort(marks, [](const election::Mark& one, const election::Mark& other) {
    return std::pair(one.rank, one.choice) < std::pair(other.rank, other.choice);
  });
  return marks;
}

std::vector<Field> card_fields() {
  return {{"list", FieldType::Text, true, "List that the card is of."},
          {"card", FieldType::Number, true, "Its number there: `show ELECTION retrieval`."}};
}

Field readings_field() {
  return {"readings",
          FieldType::Records,
          true,
          "What the card says in each contest of the audit, in paper order: marked, blank, "
          "overvoted, not-on-card or no-consensus. Of a batch: counted, the cards found and votes.",
          {},
          {},
          R"([{"contest": "president", "state": "marked", "marks": [{"choice": "a"}]}, )"
          R"({"contest": "mayor", "state": "marked", "marks": [{"choice": "b", "rank": 1}]}])"};
}

}  // namespace recanvass::workflow
