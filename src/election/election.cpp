#include "election/election.h"

#include <algorithm>
#include <array>
#include <utility>

namespace recanvass::election {
namespace {

template <class E, std::size_t N>
using NameTable = std::array<std::pair<E, const char*>, N>;

template <class E, std::size_t N>
std::string look_up(const NameTable<E, N>& table, E value) {
  for (const auto& [key, name] : table) {
    if (key == value) return name;
  }
  RECANVASS_CHECK(!"an enumerator without a name");
  return {};
}

template <class E, std::size_t N>
std::optional<E> look_up(const NameTable<E, N>& table, std::string_view name) {
  for (const auto& [key, text] : table) {
    if (text == name) return key;
  }
  return std::nullopt;
}

constexpr NameTable<Office, 11> kOffices = {{{Office::President, "president"},
                                             {Office::UsSenate, "us-senate"},
                                             {Office::UsHouse, "us-house"},
                                             {Office::Governor, "governor"},
                                             {Office::Statewide, "statewide"},
                                             {Office::Judicial, "judicial"},
                                             {Office::Legislative, "legislative"},
                                             {Office::County, "county"},
                                             {Office::Municipal, "municipal"},
                                             {Office::BallotQuestion, "ballot-question"},
                                             {Office::Local, "local"}}};
constexpr NameTable<ElectionType, 5> kTypes = {{{ElectionType::General, "general"},
                                                {ElectionType::Primary, "primary"},
                                                {ElectionType::Special, "special"},
                                                {ElectionType::Spring, "spring"},
                                                {ElectionType::Runoff, "runoff"}}};
constexpr NameTable<ResultKind, 5> kKinds = {{{ResultKind::Unofficial, "unofficial"},
                                              {ResultKind::OriginalCanvass, "original-canvass"},
                                              {ResultKind::Recount, "recount"},
                                              {ResultKind::PartialRecount, "partial-recount"},
                                              {ResultKind::HandAudit, "hand-audit"}}};
constexpr NameTable<LegalStatus, 6> kStatuses = {{{LegalStatus::Reported, "reported"},
                                                  {LegalStatus::Canvassed, "canvassed"},
                                                  {LegalStatus::Certified, "certified"},
                                                  {LegalStatus::Void, "void"},
                                                  {LegalStatus::Stayed, "stayed"},
                                                  {LegalStatus::Superseded, "superseded"}}};

constexpr NameTable<DatePrecision, 2> kDatePrecisions = {
    {{DatePrecision::Exact, "exact"}, {DatePrecision::NotAfter, "not_after"}}};
constexpr NameTable<QuestionStatus, 3> kQuestionStatuses = {
    {{QuestionStatus::Open, "open"},
     {QuestionStatus::Disputed, "disputed"},
     {QuestionStatus::Answered, "answered"}}};
constexpr NameTable<HappeningKind, 11> kHappenings = {
    {{HappeningKind::Petition, "petition"},
     {HappeningKind::Objection, "objection"},
     {HappeningKind::Withdrawal, "withdrawal"},
     {HappeningKind::Order, "order"},
     {HappeningKind::Ruling, "ruling"},
     {HappeningKind::Estimate, "estimate"},
     {HappeningKind::Payment, "payment"},
     {HappeningKind::Refund, "refund"},
     {HappeningKind::Count, "count"},
     {HappeningKind::Certification, "certification"},
     {HappeningKind::Other, "other"}}};
constexpr NameTable<AmountPrecision, 3> kAmountPrecisions = {
    {{AmountPrecision::Exact, "exact"},
     {AmountPrecision::About, "about"},
     {AmountPrecision::AtLeast, "at_least"}}};

template <class T, class I>
const T* find_by_id(const std::vector<T>& things, const I& id) {
  const auto found =
      std::find_if(things.begin(), things.end(), [&](const T& thing) { return thing.id == id; });
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

bool is_set_by_federal_law(std::string_view event) {
  constexpr std::array<std::string_view, 4> kEvents = {"safe-harbor", "electors-meet",
                                                       "congress-counts", "term-begins"};
  return std::find(kEvents.begin(), kEvents.end(), event) != kEvents.end();
}

const Choice* Contest::find(const ChoiceId& choice) const { return find_by_id(choices, choice); }
const County* Jurisdiction::find(const CountyId& county) const {
  return find_by_id(counties, county);
}
std::optional<JurisdictionId> law_of(const Jurisdiction& jurisdiction) {
  if (jurisdiction.law) return jurisdiction.law;
  const std::string& id = jurisdiction.id.text;
  const auto is_letter = [&](std::size_t i) { return id[i] >= 'a' && id[i] <= 'z'; };
  const bool names_a_state = id.size() >= 5 && id.starts_with("us-") && is_letter(3) &&
                             is_letter(4) && (id.size() == 5 || id[5] == '-');
  if (!names_a_state) return std::nullopt;
  return JurisdictionId{id.substr(0, 5)};
}

const Contest* Election::find(const ContestId& contest) const {
  return find_by_id(contests, contest);
}
const Jurisdiction* Election::find(const JurisdictionId& jurisdiction) const {
  return find_by_id(jurisdictions, jurisdiction);
}
const ResultSet* Election::find(const ResultSetId& result_set) const {
  return find_by_id(result_sets, result_set);
}

std::string name_of(Office office) { return look_up(kOffices, office); }
std::optional<Office> office_named(std::string_view name) { return look_up(kOffices, name); }
std::string name_of(ElectionType type) { return look_up(kTypes, type); }
std::optional<ElectionType> election_type_named(std::string_view name) {
  return look_up(kTypes, name);
}
std::string name_of(ResultKind kind) { return look_up(kKinds, kind); }
std::optional<ResultKind> result_kind_named(std::string_view name) { return look_up(kKinds, name); }
std::string name_of(LegalStatus status) { return look_up(kStatuses, status); }
std::optional<LegalStatus> legal_status_named(std::string_view name) {
  return look_up(kStatuses, name);
}
std::string name_of(DatePrecision precision) { return look_up(kDatePrecisions, precision); }
std::optional<DatePrecision> date_precision_named(std::string_view name) {
  return look_up(kDatePrecisions, name);
}
std::string name_of(QuestionStatus status) { return look_up(kQuestionStatuses, status); }
std::optional<QuestionStatus> question_status_named(std::string_view name) {
  return look_up(kQuestionStatuses, name);
}
std::string name_of(HappeningKind kind) { return look_up(kHappenings, kind); }
std::optional<HappeningKind> happening_kind_named(std::string_view name) {
  return look_up(kHappenings, name);
}
std::string name_of(AmountPrecision precision) { return look_up(kAmountPrecisions, precision); }
std::optional<AmountPrecision> amount_precision_named(std::string_view name) {
  return look_up(kAmountPrecisions, name);
}

}  // namespace recanvass::election
