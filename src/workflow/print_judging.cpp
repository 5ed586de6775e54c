// Minutes, exhibit sheets and the register of challenges, from the views of the same names.
#include "recount/causes.h"
#include "report/challenge_exhibit.h"
#include "report/code_words.h"
#include "report/minutes.h"
#include "workflow/minute_words.h"
#include "workflow/print_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using base::Json;
using report::Language;

std::string text_or_empty(const Json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::uint64_t entry_of(const Json& row, const char* member = "entry") {
  return row.at(member).get<std::uint64_t>();
}

Json view_for_print(const Operation& operation, const PrintRequest& request, const char* view) {
  return view_named(view)->build(operation, request.view);
}

const report::Saying* saying_of(const std::string& key) {
  const auto found = std::ranges::find(report::sayings(), key, &report::Saying::key);
  return found == report::sayings().end() ? nullptr : &*found;
}

// Whether the values of a member are choices, or readings of ballots as choices.
bool names_choices(std::string_view member) {
  return member == "choice" || member == "side" || member == "sides" || member == "counted_as" ||
         member == "drawn";
}

std::string choices_told(Language language, const Operation& operation, const std::string& ids) {
  std::vector<std::string> told;
  for (std::size_t begin = 0; begin <= ids.size();) {
    const std::size_t end = std::min(ids.find(", ", begin), ids.size());
    const std::string id = ids.substr(begin, end - begin);
    const report::Saying* reading = saying_of("value.counted_as." + id);
    told.push_back(reading == nullptr ? choice_name(operation, id) : reading->in(language));
    begin = end + 2;
  }
  return fmt::format("{}", fmt::join(told, ", "));
}

// "PEN, marks or a pen that the scanner could not see": the code is what registers list.
std::string cause_told(Language language, const std::string& code) {
  const recount::Cause* cause = recount::cause_named(code);
  if (cause != nullptr) return code + ", " + report::say(language, translation_key(*cause));
  const report::Saying* known = saying_of("value.cause." + code);
  return known == nullptr ? code : known->in(language);
}

// "Kim for, Lee against": names as they are, what each said in the language of the page.
std::string votes_told(Language language, const std::string& votes) {
  std::vector<std::string> told;
  for (std::size_t begin = 0; begin <= votes.size();) {
    const std::size_t end = std::min(votes.find(", ", begin), votes.size());
    const std::string vote = votes.substr(begin, end - begin);
    const std::size_t space = vote.rfind(' ');
    const report::Saying* word =
        space == std::string::npos ? nullptr : saying_of("value.vote." + vote.substr(space + 1));
    told.push_back(word == nullptr ? vote : vote.substr(0, space + 1) + word->in(language));
    begin = end + 2;
  }
  return fmt::format("{}", fmt::join(told, ", "));
}

// Names of places, which the ledger has as ids.
std::optional<std::string> place_told(const Operation& operation, std::string_view member,
                                      const std::string& value) {
  if (member == "county") return county_name(operation, value);
  if (member == "unit") {
    const std::string name = unit_name(operation, value);
    return name == value ? name : fmt::format("{} ({})", name, value);
  }
  return std::nullopt;
}

// A value of a minuted event as people say it: names for ids, words for codes, times with their
// zone. What somebody wrote stays as it was written.
std::string told(Language language, const Operation& operation, std::string_view member,
                 const std::string& value) {
  if (const auto name = place_told(operation, member, value)) return *name;
  if (names_choices(member)) return choices_told(language, operation, value);
  if (member == "cause" || member == "code") return cause_told(language, value);
  if (member == "votes") return votes_told(language, value);
  if (member == "ground" || member == "reason") return report::code_words(language, member, value);
  if (member == "result") return report::say_known(language, "outcome", value);
  const report::Saying* known = saying_of(fmt::format("value.{}.{}", member, value));
  return known == nullptr ? report::moment_words(language, value) : known->in(language);
}

// The sentence of a line in the language asked for. A kind that the catalogue lacks is told in
// English, as the view has it.
std::string minute_words_in(Language language, const Operation& operation, const Json& row) {
  const std::string key = "minute." + row["kind"].get<std::string>();
  const auto known = std::ranges::find(report::sayings(), key, &report::Saying::key);
  const MinuteLine* line = minute_line_at(operation.judging.minutes, entry_of(row));
  if (known == report::sayings().end() || line == nullptr) return text_or_empty(row["words"]);
  return minute_text_as(*line, known->in(language),
                        [&](std::string_view member, const std::string& value) {
                          return told(language, operation, member, value);
                        });
}

report::MinutedMotion motion_of(const Json& row) {
  report::MinutedMotion motion;
  motion.moved_by = text_or_empty(row["mover"]);
  motion.seconded_by = text_or_empty(row["seconder"]);
  for (const auto& [member, vote] : row["votes"].items()) {
    if (vote == "for") motion.ayes.push_back(member);
    if (vote == "against") motion.noes.push_back(member);
    if (vote == "abstain") motion.abstained.push_back(member);
  }
  motion.outcome = text_or_empty(row["result"]);
  return motion;
}

// What became of an act that needs a second person; nothing where one person does.
std::string second_person_words(const Operation& operation, std::uint64_t position,
                                Language language) {
  const MinuteLine* line = minute_line_at(operation.judging.minutes, position);
  if (line == nullptr || !line->two_persons) return {};
  if (operation.people.waiting.contains(position)) {
    return " " + report::say(language, "minutes.waits");
  }
  const auto second = operation.people.seconds.find(position);
  if (second == operation.people.seconds.end()) {
    return " " + report::say(language, "minutes.declined");
  }
  const auto account = operation.people.accounts.find(second->second);
  const bool known = account != operation.people.accounts.end();
  return " " + report::say(language, "minutes.approved",
                           {{"name", known ? account->second.name : second->second}});
}

report::MinutesEntry minutes_entry(const Operation& operation, const Json& row, Language language) {
  report::MinutesEntry entry;
  entry.position = entry_of(row);
  entry.claimed_time = text_or_empty(row["at"]);
  entry.kind = text_or_empty(row["kind"]);
  entry.words = minute_words_in(language, operation, row);
  entry.words += second_person_words(operation, entry.position, language);
  entry.by = text_or_empty(row["name"]);
  return entry;
}

std::string reading_words(Language language, const Json& reading) {
  return reading.is_object()
             ? report::say_known(language, "reading", text_or_empty(reading["words"]))
             : std::string();
}

// What each party that still claims says the ballot is; of several, by party.
std::string claims_told(const Operation& operation, const Json& claims, Language language) {
  std::vector<std::pair<std::string, std::string>> readings;
  for (const Json& claim : claims) {
    const std::string reading = reading_words(language, claim["claimed_as"]);
    if (!claim["withdrawn_at"].is_null() || reading.empty()) continue;
    readings.emplace_back(choices_told(language, operation, text_or_empty(claim["side"])), reading);
  }
  if (claims.size() == 1 && readings.size() == 1) return readings[0].second;
  std::vector<std::string> told;
  for (const auto& [party, reading] : readings) {
    told.push_back(
        report::say(language, "exhibit.claim_of", {{"party", party}, {"reading", reading}}));
  }
  return fmt::format("{}", fmt::join(told, "; "));
}

std::vector<std::string> name_in(const Json& row) { return {text_or_empty(row["name"])}; }

// Everything that was said of an exhibit, in the order of the ledger.
std::vector<report::ExhibitStep> steps_of(const Operation& operation, const Json& row,
                                          Language language) {
  std::vector<report::ExhibitStep> steps;
  const auto add = [&](const Json& said, const char* what, std::string words) {
    steps.push_back(
        {entry_of(said), text_or_empty(said["at"]), what, std::move(words), name_in(said)});
  };
  for (const Json& claim : row["claims"]) {
    add(claim, "raised",
        choices_told(language, operation, text_or_empty(claim["side"])) + ": " +
            report::code_words(language, "ground", text_or_empty(claim["ground"])) + ". " +
            text_or_empty(claim["words"]));
    if (claim["withdrawn_at"].is_null()) continue;
    steps.push_back({entry_of(claim, "withdrawn_at"),
                     "",
                     "withdrawn",
                     text_or_empty(claim["withdrawn_words"]),
                     {choices_told(language, operation, text_or_empty(claim["side"]))}});
  }
  if (row["stipulation"].is_object()) {
    add(row["stipulation"], "stipulated",
        reading_words(language, row["stipulation"]["counted_as"]) + ". " +
            text_or_empty(row["stipulation"]["words"]));
  }
  for (const Json& ruling : row["rulings"]) {
    std::string words = reading_words(language, ruling.value("counted_as", Json()));
    if (!words.empty()) words += ". ";
    add(ruling, ruling["ruling"] == "sustained" ? "sustained" : "overruled",
        words + text_or_empty(ruling["words"]));
  }
  std::ranges::stable_sort(steps, {}, &report::ExhibitStep::position);
  return steps;
}

report::ChallengeExhibit exhibit_of(const Operation& operation, const Json& row,
                                    Language language) {
  report::ChallengeExhibit exhibit;
  exhibit.number = text_or_empty(row["exhibit"]);
  exhibit.county = county_name(operation, text_or_empty(row["county"]));
  exhibit.unit = unit_name(operation, text_or_empty(row["unit"]));
  exhibit.batch = text_or_empty(row["batch"]);
  exhibit.position = std::to_string(row["position"].get<std::int64_t>());
  exhibit.standing = text_or_empty(row["status"]);
  exhibit.counted_as = reading_words(language, row["counted_as"]);
  exhibit.stands_as = reading_words(language, row["stands_as"]);
  if (!row["claims"].empty()) {
    const Json& claim = row["claims"][0];
    exhibit.challenger = text_or_empty(claim["name"]);
    exhibit.side = choices_told(language, operation, text_or_empty(claim["side"]));
    exhibit.claimed_as = claims_told(operation, row["claims"], language);
    exhibit.ground = report::code_words(language, "ground", text_or_empty(claim["ground"]));
  }
  if (!row["rulings"].empty()) exhibit.ruling = text_or_empty(row["rulings"].back()["ruling"]);
  if (row["file"].is_object()) exhibit.exhibit_sha256 = text_or_empty(row["file"]["sha256"]);
  exhibit.steps = steps_of(operation, row, language);
  for (const Json& line : row["signature_lines"]) exhibit.signers.push_back(text_or_empty(line));
  return exhibit;
}

std::vector<report::ChallengeExhibit> exhibits_of(const Operation& operation,
                                                  const PrintRequest& request) {
  std::vector<report::ChallengeExhibit> exhibits;
  const Json rows = view_for_print(operation, request, "exhibits");
  for (const Json& row : rows["exhibits"]) {
    if (!request.exhibit.empty() && row["exhibit"] != request.exhibit) continue;
    exhibits.push_back(exhibit_of(operation, row, request.style.language));
  }
  return exhibits;
}

}  // namespace

Documents print_minutes(const Operation& operation, const PrintRequest& request) {
  report::Minutes minutes;
  minutes.heading = paper_heading(operation);
  minutes.place = place_of(operation, request.view);
  std::map<std::uint64_t, Json> votes;
  const Json motions = view_for_print(operation, request, "motions");
  for (const Json& row : motions["motions"]) {
    if (!row["voted_at"].is_null()) votes.emplace(entry_of(row, "voted_at"), row);
  }
  const Json lines = view_for_print(operation, request, "minutes");
  for (const Json& row : lines["minutes"]) {
    report::MinutesEntry entry = minutes_entry(operation, row, request.style.language);
    if (const auto vote = votes.find(entry.position); vote != votes.end()) {
      entry.words = text_or_empty(vote->second["words"]);
      entry.motion = motion_of(vote->second);
    }
    minutes.entries.push_back(std::move(entry));
  }
  return {report::minutes_document(minutes, request.style)};
}

Documents print_exhibits(const Operation& operation, const PrintRequest& request) {
  Documents documents;
  const report::PaperHeading heading = paper_heading(operation);
  for (const report::ChallengeExhibit& exhibit : exhibits_of(operation, request)) {
    documents.push_back(report::challenge_exhibit(heading, exhibit, request.style));
  }
  return documents;
}

Documents print_challenges(const Operation& operation, const PrintRequest& request) {
  report::ChallengeRegister challenges;
  challenges.heading = paper_heading(operation);
  challenges.place = place_of(operation, request.view);
  challenges.exhibits = exhibits_of(operation, request);
  return {report::challenge_register(challenges, request.style)};
}

}  // namespace recanvass::workflow
