#include "law/scope.h"

#include "law/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace recanvass::law {
namespace {

using C = OfficeClass;

struct ClassName {
  C office;
  const char* id;
  const char* words;
};

constexpr std::array<ClassName, kOfficeClasses> kClasses = {{
    {C::President, "president", "presidential electors"},
    {C::UsSenate, "us_senate", "the US Senate"},
    {C::UsHouse, "us_house", "the US House"},
    {C::Governor, "governor", "governor"},
    {C::LieutenantGovernor, "lieutenant_governor", "lieutenant governor"},
    {C::Statewide, "statewide", "other statewide offices"},
    {C::StatewideJudicial, "statewide_judicial", "statewide judges"},
    {C::LocalJudicial, "local_judicial", "other judges"},
    {C::ExecutiveCouncil, "executive_council", "executive council"},
    {C::StateSenate, "state_senate", "state senate"},
    {C::StateHouse, "state_house", "state house"},
    {C::District, "district", "district offices"},
    {C::County, "county", "county offices"},
    {C::Municipal, "municipal", "municipal offices"},
    {C::Ward, "ward", "ward and precinct offices"},
    {C::Local, "local_office", "other local offices"},
    {C::ConstitutionalAmendment, "constitutional_amendment", "constitutional amendments"},
    {C::StateStatuteQuestion, "state_statute_question", "other state questions"},
    {C::LocalQuestion, "local_question", "local questions"},
}};

ClassSet set_of(std::initializer_list<C> offices) {
  ClassSet set;
  for (const C office : offices) set.set(static_cast<std::size_t>(office));
  return set;
}

struct Group {
  const char* id;
  ClassSet classes;
  const char* words;  ///< null: not used in sentences
};

// Larger groups first: words_of() takes the first that fits inside what is left.
const std::vector<Group>& groups() {
  static const std::vector<Group> kGroups = [] {
    ClassSet any;
    any.set();
    const ClassSet measures =
        set_of({C::ConstitutionalAmendment, C::StateStatuteQuestion, C::LocalQuestion});
    const ClassSet statewide = set_of({C::President, C::UsSenate, C::Governor,
                                       C::LieutenantGovernor, C::Statewide, C::StatewideJudicial});
    return std::vector<Group>{
        {"any", any, "every contest"},
        {"any_candidate", any & ~measures, "candidates for any office"},
        {"not_statewide", any & ~measures & ~statewide, "offices that are not statewide"},
        {"any_statewide", statewide, "statewide offices"},
        {"local", set_of({C::LocalJudicial, C::County, C::Municipal, C::Ward, C::Local}),
         "local offices"},
        {"measure", measures, "ballot questions"},
        {"statewide_measure", set_of({C::ConstitutionalAmendment, C::StateStatuteQuestion}),
         "statewide ballot questions"},
        {"federal", set_of({C::President, C::UsSenate, C::UsHouse}), "federal offices"},
        {"judicial", set_of({C::StatewideJudicial, C::LocalJudicial}), "judges"},
        {"legislative", set_of({C::StateSenate, C::StateHouse}), "the state legislature"},
    };
  }();
  return kGroups;
}

const char* type_words(election::ElectionType type) {
  switch (type) {
    case election::ElectionType::General: return "general elections";
    case election::ElectionType::Primary: return "primaries";
    case election::ElectionType::Special: return "special elections";
    case election::ElectionType::Spring: return "spring elections";
    case election::ElectionType::Runoff: return "runoffs";
  }
  return "";
}

}  // namespace

std::string name_of(OfficeClass office) { return kClasses.at(static_cast<std::size_t>(office)).id; }

std::optional<OfficeClass> office_class_named(std::string_view word) {
  for (const ClassName& entry : kClasses) {
    if (word == entry.id) return entry.office;
  }
  return std::nullopt;
}

election::Office office_of(OfficeClass office) {
  using election::Office;
  switch (office) {
    case C::President: return Office::President;
    case C::UsSenate: return Office::UsSenate;
    case C::UsHouse: return Office::UsHouse;
    case C::Governor: return Office::Governor;
    case C::LieutenantGovernor:
    case C::Statewide: return Office::Statewide;
    case C::StatewideJudicial:
    case C::LocalJudicial: return Office::Judicial;
    case C::StateSenate:
    case C::StateHouse: return Office::Legislative;
    case C::County: return Office::County;
    case C::Municipal: return Office::Municipal;
    case C::ExecutiveCouncil:
    case C::District:
    case C::Ward:
    case C::Local: return Office::Local;
    case C::ConstitutionalAmendment:
    case C::StateStatuteQuestion:
    case C::LocalQuestion: return Office::BallotQuestion;
  }
  return Office::Local;
}

std::optional<ClassSet> classes_named(std::string_view word) {
  for (const ClassName& entry : kClasses) {
    if (word == entry.id) return set_of({entry.office});
  }
  for (const Group& group : groups()) {
    if (word == group.id) return group.classes;
  }
  return std::nullopt;
}

ClassSet classes_of(election::Office office) {
  using election::Office;
  switch (office) {
    case Office::President: return set_of({C::President});
    case Office::UsSenate: return set_of({C::UsSenate});
    case Office::UsHouse: return set_of({C::UsHouse});
    case Office::Governor: return set_of({C::Governor});
    case Office::Statewide: return set_of({C::Statewide});
    case Office::Judicial: return set_of({C::StatewideJudicial, C::LocalJudicial});
    case Office::Legislative: return set_of({C::StateSenate, C::StateHouse});
    case Office::County: return set_of({C::County});
    case Office::Municipal: return set_of({C::Municipal});
    case Office::BallotQuestion:
      return set_of({C::ConstitutionalAmendment, C::StateStatuteQuestion});
    case Office::Local: return set_of({C::Local});
  }
  return {};
}

std::string words_of(const ClassSet& classes) {
  std::vector<std::string> parts;
  ClassSet rest = classes;
  for (const Group& group : groups()) {
    if ((group.classes & ~rest).none()) {
      parts.push_back(group.words);
      rest &= ~group.classes;
    }
  }
  for (const ClassName& entry : kClasses) {
    if (rest.test(static_cast<std::size_t>(entry.office))) parts.push_back(entry.words);
  }
  return listed(parts, "and");
}

bool Scope::is_everything() const {
  return classes.none() && types.empty() && seats == SeatScope::Any;
}

Verdict covers(const Scope& scope, const Facts& facts) {
  if (!scope.types.empty() &&
      std::find(scope.types.begin(), scope.types.end(), facts.type) == scope.types.end()) {
    return Verdict::No;
  }
  if (scope.seats == SeatScope::OneSeat && facts.seats.value() != 1) return Verdict::No;
  if (scope.seats == SeatScope::SeveralSeats && facts.seats.value() == 1) return Verdict::No;
  if (scope.classes.none()) return Verdict::Yes;
  ClassSet possible = classes_of(facts.office);
  if (facts.office_class) {
    possible.reset();
    possible.set(static_cast<std::size_t>(*facts.office_class));
  }
  if ((possible & scope.classes).none()) return Verdict::No;
  return (possible & ~scope.classes).none() ? Verdict::Yes : Verdict::Unknown;
}

std::string words_of(const Scope& scope) {
  std::vector<std::string> parts;
  if (scope.classes.any()) parts.push_back("for " + words_of(scope.classes));
  std::vector<std::string> types;
  for (const auto type : scope.types) types.push_back(type_words(type));
  if (!types.empty()) parts.push_back("in " + listed(types, "and"));
  if (scope.seats == SeatScope::OneSeat) parts.push_back("where one person is elected");
  if (scope.seats == SeatScope::SeveralSeats) parts.push_back("where several are elected");
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " ") + part;
  return text;
}

}  // namespace recanvass::law
