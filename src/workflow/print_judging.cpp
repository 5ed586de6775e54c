// Minutes, exhibit sheets and the register of challenges, from the views of the same names.
#include "report/challenge_exhibit.h"
#include "report/minutes.h"
#include "workflow/minute_words.h"
#include "workflow/print_parts.h"

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

// The sentence of a line in the language asked for. A kind that the catalogue lacks is told in
// English, as the view has it.
std::string minute_words_in(Language language, const Operation& operation, const Json& row) {
  const std::string key = "minute." + row["kind"].get<std::string>();
  const auto known = std::ranges::find(report::sayings(), key, &report::Saying::key);
  const MinuteLine* line = minute_line_at(operation.judging.minutes, entry_of(row));
  if (known == report::sayings().end() || line == nullptr) return text_or_empty(row["words"]);
  return minute_text_as(*line, known->in(language));
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

report::MinutesEntry minutes_entry(const Operation& operation, const Json& row, Language language) {
  report::MinutesEntry entry;
  entry.position = entry_of(row);
  entry.claimed_time = text_or_empty(row["at"]);
  entry.kind = text_or_empty(row["kind"]);
  entry.words = minute_words_in(language, operation, row);
  entry.by = text_or_empty(row["name"]);
  return entry;
}

std::string reading_words(Language language, const Json& reading) {
  return reading.is_object()
             ? report::say_known(language, "reading", text_or_empty(reading["words"]))
             : std::string();
}

std::string ground_words(Language language, const std::string& ground) {
  return report::say_known(language, "ground", ground);
}

std::vector<std::string> name_in(const Json& row) { return {text_or_empty(row["name"])}; }

// Everything that was said of an exhibit, in the order of the ledger.
std::vector<report::ExhibitStep> steps_of(const Json& row, Language language) {
  std::vector<report::ExhibitStep> steps;
  const auto add = [&](const Json& said, const char* what, std::string words) {
    steps.push_back(
        {entry_of(said), text_or_empty(said["at"]), what, std::move(words), name_in(said)});
  };
  for (const Json& claim : row["claims"]) {
    add(claim, "raised",
        text_or_empty(claim["side"]) + ": " +
            ground_words(language, text_or_empty(claim["ground"])) + ". " +
            text_or_empty(claim["words"]));
    if (claim["withdrawn_at"].is_null()) continue;
    steps.push_back({entry_of(claim, "withdrawn_at"),
                     "",
                     "withdrawn",
                     text_or_empty(claim["withdrawn_words"]),
                     {text_or_empty(claim["side"])}});
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
    exhibit.side = choice_name(operation, text_or_empty(claim["side"]));
    exhibit.ground = ground_words(language, text_or_empty(claim["ground"]));
  }
  if (!row["rulings"].empty()) exhibit.ruling = text_or_empty(row["rulings"].back()["ruling"]);
  if (row["file"].is_object()) exhibit.exhibit_sha256 = text_or_empty(row["file"]["sha256"]);
  exhibit.steps = steps_of(row, language);
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
