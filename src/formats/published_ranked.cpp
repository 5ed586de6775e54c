#include "formats/published_ranked.h"

#include <fmt/format.h>

#include <charconv>
#include <set>

namespace recanvass::formats {
namespace {

using base::Json;

// An id or a number, whichever way it is written.
std::optional<std::string> told_text(const Json& object, const char* key) {
  if (!object.is_object() || !object.contains(key)) return std::nullopt;
  const Json& value = object.at(key);
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  return std::nullopt;
}

std::optional<std::int64_t> number_in(const std::string& text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stopped != end || number < 0) return std::nullopt;
  return number;
}

class RankedReader {
 public:
  RankedReader(const std::string& file, ProblemList& problems) : file_(file), problems_(problems) {}

  RankedAssertionFile assertions(const Json& json) {
    RankedAssertionFile read;
    read.file = file_;
    read.ballots = number(json, "Ballots involved in audit (#)", "");
    read.expected_polls = number(json, "Overall Expected Polls (#)", "");
    if (json.contains("parameters")) {
      const Json& parameters = json.at("parameters");
      read.risk_limit = told_text(parameters, "risk_limit").value_or("");
      read.plain = !parameters.is_object() ||
                   (!parameters.contains("lambda") && !parameters.contains("gamma"));
    }
    for (std::size_t i = 0; i < json.at("audits").size(); ++i) {
      read.audits.push_back(audit(json.at("audits")[i], fmt::format("/audits/{}", i)));
    }
    return read;
  }

  RankedReadingFile readings(const Json& json) {
    RankedReadingFile read;
    read.file = file_;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < json.at("ballots").size(); ++i) {
      const std::string pointer = fmt::format("/ballots/{}", i);
      const Json& one = json.at("ballots")[i];
      RankedReading reading;
      reading.card = told_text(one, "id").value_or("");
      if (reading.card.empty() || !one.contains("votes") || !one.at("votes").is_object()) {
        refuse("ranked.reading", pointer, "no \"id\", or \"votes\" that are no object",
               "{\"id\": ..., \"votes\": {contest: {choice: rank}}}");
        continue;
      }
      if (!seen.insert(reading.card).second) {
        refuse("ranked.card-twice", pointer, quote(reading.card), "each card once");
      }
      for (const auto& [contest, ranks] : one.at("votes").items()) {
        add_ranks(reading, contest, ranks, pointer + "/votes/" + contest);
      }
      read.readings.push_back(std::move(reading));
    }
    return read;
  }

 private:
  void refuse(const char* cause, const std::string& pointer, std::string found,
              std::string wanted) {
    problems_.add({cause,
                   {file_, 0, pointer},
                   std::move(found),
                   std::move(wanted),
                   "Compare it with the publisher's own file and correct it."});
  }

  std::optional<std::int64_t> number(const Json& object, const char* key,
                                     const std::string& pointer) {
    const auto text = told_text(object, key);
    if (!text) return std::nullopt;
    const auto read = number_in(*text);
    if (!read) refuse("ranked.number", pointer + "/" + key, quote(*text), "a whole number");
    return read;
  }

  // A list of ids; the programs write an empty text for an empty list.
  std::vector<std::string> ids(const Json& object, const char* key, const std::string& pointer) {
    std::vector<std::string> list;
    if (!object.is_object() || !object.contains(key)) return list;
    const Json& value = object.at(key);
    if (value.is_string() && value.get<std::string>().empty()) return list;
    if (!value.is_array()) {
      refuse("ranked.assertion", pointer + "/" + key, "no list", "a list of choices");
      return list;
    }
    for (const Json& one : value) {
      if (one.is_string()) {
        list.push_back(one.get<std::string>());
      } else if (one.is_number_integer()) {
        list.push_back(one.dump());
      } else {
        refuse("ranked.assertion", pointer + "/" + key, one.dump(), "the id of a choice");
      }
    }
    return list;
  }

  RankedAudit audit(const Json& json, const std::string& pointer) {
    RankedAudit audit;
    audit.contest = told_text(json, "contest").value_or("");
    audit.winner = told_text(json, "winner").value_or("");
    audit.eliminated = ids(json, "eliminated", pointer);
    audit.expected_polls = number(json, "Expected Polls (#)", pointer);
    if (!json.is_object() || !json.contains("assertions") || !json.at("assertions").is_array()) {
      refuse("ranked.assertion", pointer, "no list \"assertions\"", "a list of assertions");
      return audit;
    }
    for (std::size_t i = 0; i < json.at("assertions").size(); ++i) {
      const std::string at = fmt::format("{}/assertions/{}", pointer, i);
      const Json& one = json.at("assertions")[i];
      RankedAssertion assertion;
      assertion.winner = told_text(one, "winner").value_or("");
      assertion.loser = told_text(one, "loser").value_or("");
      assertion.eliminated = ids(one, "already_eliminated", at);
      const std::string type = told_text(one, "assertion_type").value_or("");
      assertion.never_before = type == "WINNER_ONLY";
      const bool known = type == "WINNER_ONLY" || type == "IRV_ELIMINATION";
      if (!known || assertion.winner.empty() || assertion.loser.empty() ||
          assertion.winner == assertion.loser) {
        refuse("ranked.assertion", at, quote(one.dump()),
               "two choices and the type WINNER_ONLY or IRV_ELIMINATION");
        continue;
      }
      audit.assertions.push_back(std::move(assertion));
    }
    return audit;
  }

  void add_ranks(RankedReading& reading, const std::string& contest, const Json& ranks,
                 const std::string& pointer) {
    auto& list = reading.ranks[contest];
    if (!ranks.is_object()) {
      return refuse("ranked.reading", pointer, "no object", "{choice: rank}");
    }
    for (const auto& [choice, rank] : ranks.items()) {
      // Plain votes are written as true.
      const bool truth = rank.is_boolean();
      const bool whole = rank.is_number_integer() && rank >= 0 && rank <= 1000;
      if (!truth && !whole) {
        refuse("ranked.reading", pointer + "/" + choice, quote(rank.dump()),
               "a rank, 1 for the first");
        continue;
      }
      const std::int64_t number = truth ? (rank.get<bool>() ? 1 : 0) : rank.get<std::int64_t>();
      if (number > 0) list.emplace_back(choice, number);
    }
  }

  const std::string& file_;
  ProblemList& problems_;
};

bool has_list(const Json& json, const char* key) {
  return json.is_object() && json.contains(key) && json.at(key).is_array();
}

}  // namespace

bool is_ranked_assertions(const Json& json) {
  return has_list(json, "audits") && !json.at("audits").empty() &&
         json.at("audits")[0].is_object() && json.at("audits")[0].contains("assertions");
}

bool is_ranked_readings(const Json& json) {
  return has_list(json, "ballots") && !json.at("ballots").empty() &&
         json.at("ballots")[0].is_object() && json.at("ballots")[0].contains("votes");
}

RankedAssertionFile read_ranked_assertions(const Json& json, const std::string& file,
                                           ProblemList& problems) {
  return RankedReader(file, problems).assertions(json);
}

RankedReadingFile read_ranked_readings(const Json& json, const std::string& file,
                                       ProblemList& problems) {
  return RankedReader(file, problems).readings(json);
}

std::map<std::string, std::string> read_choice_names(const Json& json) {
  std::map<std::string, std::string> names;
  const char* const list = has_list(json, "candidates") ? "candidates" : "List";
  if (!has_list(json, list)) return names;
  for (const Json& one : json.at(list)) {
    for (const auto& [id, name] :
         {std::pair("id", "description"), std::pair("Id", "Description")}) {
      const auto key = told_text(one, id);
      const auto text = told_text(one, name);
      if (key && text) names.try_emplace(*key, *text);
    }
  }
  return names;
}

}  // namespace recanvass::formats
