// An election as it stands in a package: contests, jurisdictions, dates, and every result set that was
// ever reported, none overwritten. Read by formats/, asked by recount/ and outlook/.
// Next: election/returns.h for the figures themselves, election/known.h for --as-of.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "election/nouns.h"
#include "election/returns.h"

namespace recanvass::election {

enum class Office {
  President, UsSenate, UsHouse, Governor, Statewide, Judicial, Legislative, County, Municipal,
  BallotQuestion, Local
};

enum class ElectionType { General, Primary, Special, Spring, Runoff };

struct Choice {
  ChoiceId id;
  std::string name;
  std::string party;  ///< empty: none stated
  bool write_in = false;
};

struct Contest {
  ContestId id;
  std::string name;
  Office office = Office::Local;
  ElectionType type = ElectionType::General;
  SeatCount seats{1};
  SeatCount vote_for{1};
  std::vector<Choice> choices;  ///< in the package's order

  /// Null when there is none.
  [[nodiscard]] const Choice* find(const ChoiceId& choice) const;
};

/// What happened or is due on a day, and whether the hour is known.
struct Moment {
  base::Date day;
  std::optional<base::TimeOfDay> time;
};

/// A county with a clock of its own.
struct County {
  CountyId id;
  std::string name;
  std::map<std::string, Moment> events;  ///< by clock event: "canvass_completed"
};

struct Jurisdiction {
  JurisdictionId id;
  std::string name;
  std::vector<ContestId> contests;
  std::optional<ElectorCount> electors;
  std::optional<JurisdictionId> shares_ballots_with;  ///< the at-large unit of a district
  std::optional<PrecinctCount> precincts;
  std::map<std::string, Moment> events;  ///< by clock event: "state_certification"
  std::vector<County> counties;
};

/// A date of the whole election, such as the day the electors meet.
struct KeyDate {
  std::string event;
  Moment on;
  std::string source;
};

/// What the public record says, for the briefing.
struct Question {
  std::string text;
  std::string raised_by;
  std::optional<base::Date> on;
  std::string status;
  std::string source;
};
struct Happening {
  base::Date on;
  std::optional<JurisdictionId> jurisdiction;
  std::string what;
  std::string who;
  std::string source;
};
struct FundReport {
  std::string name;
  base::Date on;
  std::optional<base::UsdCents> raised;
  std::optional<base::UsdCents> goal;
  std::string source;
};

/// Electors' votes as cast, where they differ from the pledge or are simply recorded.
struct ElectorsCast {
  JurisdictionId jurisdiction;
  std::string choice;  ///< id of a choice, or a name when no choice of the contest
  ElectorCount electors;
};

struct Election {
  std::string id;
  std::string name;
  base::Date election_day = base::Date::of(1, 1, 1);
  std::vector<JurisdictionId> focus;
  std::vector<Contest> contests;
  std::vector<Jurisdiction> jurisdictions;
  std::vector<ResultSet> result_sets;  ///< in the package's order
  std::vector<KeyDate> dates;
  std::vector<Question> questions;
  std::vector<Happening> happenings;
  std::vector<FundReport> funds;
  std::vector<ElectorsCast> electors_cast;

  /// Null when there is none.
  [[nodiscard]] const Contest* find(const ContestId& contest) const;
  [[nodiscard]] const Jurisdiction* find(const JurisdictionId& jurisdiction) const;
  [[nodiscard]] const ResultSet* find(const ResultSetId& result_set) const;
};

/// "us-senate" and so on, as in election.toml.
[[nodiscard]] std::string name_of(Office office);
[[nodiscard]] std::optional<Office> office_named(std::string_view name);
[[nodiscard]] std::string name_of(ElectionType type);
[[nodiscard]] std::optional<ElectionType> election_type_named(std::string_view name);

}  // namespace recanvass::election
