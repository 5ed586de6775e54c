#include "workflow/assess.h"

#include "base/nearest.h"
#include "formats/holiday_reader.h"
#include "formats/package_reader.h"
#include "formats/statute_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace recanvass::workflow {
namespace {

using election::Election;
using election::JurisdictionId;

std::string ascii_lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

void take_problems(base::Problems found, const char* option, base::Problems& problems) {
  for (base::Problem& problem : found) {
    problem.place.column = option;
    problems.push_back(std::move(problem));
  }
}

// A day alone is its first minute: what is due on that day is due today.
std::optional<base::LocalTime> read_moment(const std::string& text, base::Problems& problems) {
  if (text.find('T') != std::string::npos) {
    const auto moment = base::LocalTime::parse(text);
    if (moment) return *moment;
    take_problems(moment.problems(), "--as-of", problems);
    return std::nullopt;
  }
  const auto day = base::Date::parse(text);
  if (day) return base::LocalTime{*day, base::TimeOfDay(0)};
  take_problems(day.problems(), "--as-of", problems);
  return std::nullopt;
}

std::vector<std::string> ids_of(const Election& election) {
  std::vector<std::string> ids;
  for (const election::Jurisdiction& place : election.jurisdictions) ids.push_back(place.id.text);
  return ids;
}

std::string suggestion(const std::string& word, const std::vector<std::string>& known) {
  const auto meant = base::nearest(word, known);
  return meant ? fmt::format(" Did you mean \"{}\"?", *meant) : "";
}

// "WI", "us-wi" and "us-me" with its districts: the place of that id, and all under its law.
void read_state(const std::string& text, const Election& election,
                std::vector<JurisdictionId>& only, base::Problems& problems) {
  const std::string word = ascii_lower(text);
  const std::string id = word.size() == 2 ? "us-" + word : word;
  const std::size_t before = only.size();
  for (const election::Jurisdiction& place : election.jurisdictions) {
    const auto law = election::law_of(place);
    if (place.id.text == id || (law && law->text == id)) only.push_back(place.id);
  }
  if (only.size() > before) return;
  problems.push_back({"assess.state",
                      {"", 0, "--state"},
                      fmt::format("\"{}\"", text),
                      "a postal code or an id of the package's jurisdictions",
                      "Name one of them, such as " + ids_of(election).front() + "." +
                          suggestion(id, ids_of(election))});
}

// An id of a choice, or a name as it stands in the package, small and capital letters alike.
std::optional<election::ChoiceId> read_petitioner(const std::string& text, const Election& election,
                                                  base::Problems& problems) {
  const std::string word = ascii_lower(text);
  std::vector<std::string> known;
  for (const election::Contest& contest : election.contests) {
    for (const election::Choice& choice : contest.choices) {
      if (choice.aggregate) continue;
      if (choice.id.text == word || ascii_lower(choice.name) == word) return choice.id;
      if (std::find(known.begin(), known.end(), choice.id.text) == known.end()) {
        known.push_back(choice.id.text);
      }
    }
  }
  problems.push_back({"assess.petitioner",
                      {"", 0, "--petitioner"},
                      fmt::format("\"{}\"", text),
                      fmt::format("one of {}", fmt::join(known, ", ")),
                      "Name a choice by its id." + suggestion(word, known)});
  return std::nullopt;
}

}  // namespace

base::Result<recount::AssessOptions> assess_options(const AssessRequest& request,
                                                    const Election& election) {
  base::Problems problems;
  recount::AssessOptions options;
  if (request.as_of) options.as_of = read_moment(*request.as_of, problems);
  if (request.law_on) {
    const auto day = base::Date::parse(*request.law_on);
    if (day) {
      options.law_on = *day;
    } else {
      take_problems(day.problems(), "--law-on", problems);
    }
  }
  if (request.petitioner) {
    options.petitioner = read_petitioner(*request.petitioner, election, problems);
  }
  for (const std::string& state : request.states) {
    read_state(state, election, options.only, problems);
  }
  if (!problems.empty()) return problems;
  return options;
}

law::KnowledgeBase law_for(const Election& election, const std::vector<JurisdictionId>& only) {
  std::set<std::string> states;
  for (const election::Jurisdiction& place : election.jurisdictions) {
    if (!only.empty() && std::find(only.begin(), only.end(), place.id) == only.end()) continue;
    if (const auto law = election::law_of(place)) states.insert(law->text);
  }
  std::vector<law::RecountStatute> statutes;
  for (const std::string& state : states) {
    std::vector<law::RecountStatute> found = formats::embedded_statutes(state);
    std::move(found.begin(), found.end(), std::back_inserter(statutes));
  }
  return law::KnowledgeBase(std::move(statutes), formats::built_in_holidays());
}

base::Result<AssessedPackage> assess_package(const AssessRequest& request) {
  auto election = formats::read_package(request.package);
  if (!election) return election.problems();
  const auto options = assess_options(request, *election);
  if (!options) return options.problems();
  recount::Assessment assessment =
      recount::assess(*election, law_for(*election, options->only), *options);
  return AssessedPackage{std::move(election).value(), std::move(assessment)};
}

}  // namespace recanvass::workflow
