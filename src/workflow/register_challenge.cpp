// challenge.add and challenge.join: a ballot is challenged, by one party or by several. Each gets
// an exhibit number and the reading that the board gave it on the spot; from then on it cannot be
// lost (settle_challenge.cpp).
#include "workflow/body.h"
#include "workflow/challenge_sums.h"
#include "workflow/count_extent.h"
#include "workflow/gates.h"
#include "workflow/reading.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

base::Problems check_challenging_side(const Operation& operation, const std::string& side) {
  if (side == "petitioner" || side == "board" || operation.setup.has_choice(side)) return {};
  return {refusal("challenge.side", "\"" + side + "\"", "a choice's id, petitioner or board",
                  "Name the party that challenges.")};
}

base::Problems check_ballot_claim(const Operation& operation, const base::Json& body) {
  base::Problems problems = check_challenging_side(operation, text_in(body, "side"));
  if (body.contains("claimed_as")) {
    add_problems(problems, reading_problems(operation.setup, body["claimed_as"], "claimed_as"));
  }
  return problems;
}

// Two readings that give nobody a vote are one for the contest, but not for the ballots counted.
base::Problems check_claim_differs(const Operation& operation, const base::Json& body,
                                   const Reading& counted_as) {
  if (!body.contains("claimed_as") ||
      reading_in(operation.setup, body["claimed_as"]) != counted_as) {
    return {};
  }
  return {refusal("challenge.claim", words_of(operation.setup, counted_as) + ", as it was counted",
                  "a claim that differs from how the ballot was counted",
                  "Leave claimed_as out if the party did not say what the ballot is.")};
}

// A ballot's place is within its batch, as listed or as counted; a ballot that was not counted is
// in no batch's count, so its place is only a number.
base::Problems check_place(const Operation& operation, const base::Json& body,
                           const ManifestBatch& listed) {
  const std::int64_t place = number_in(body, "position");
  std::int64_t most = listed.ballots;
  const auto counted = operation.counting.batches.find(text_in(body, "batch"));
  if (counted != operation.counting.batches.end() && counted->second.standing() != nullptr) {
    most = std::max(most, counted->second.standing()->ballots);
  }
  const bool is_counted =
      reading_in(operation.setup, body["counted_as"]).kind != ReadingKind::NotCounted;
  if (place >= 1 && (place <= most || !is_counted)) return {};
  return {refusal("challenge.position", std::to_string(place),
                  fmt::format("a place from 1 to {}, the ballots of the batch", most),
                  "Check the number on the placard.")};
}

// A tally that stands holds every challenged ballot as the board read it.
base::Problems check_tally_holds(const Operation& operation, const base::Json& body) {
  const std::string batch = text_in(body, "batch");
  const auto counted = operation.counting.batches.find(batch);
  if (counted == operation.counting.batches.end() || counted->second.standing() == nullptr) {
    return {};
  }
  const Tally& tally = *counted->second.standing();
  Adjustment said = exhibits_by_reading(operation, batch, number_in(body, "position"));
  const Reading reading = reading_in(operation.setup, body["counted_as"]);
  const Adjustment one = one_ballot(operation.setup, reading);
  said.add(one);
  base::Problems problems;
  const auto compare = [&](const std::string& what, std::int64_t exhibits, std::int64_t held) {
    if (exhibits <= held) return;
    problems.push_back(
        refusal("challenge.tally", fmt::format("{} of exhibits counted as {}", exhibits, what),
                fmt::format("at most {}, those of {} in batch {}", held, what, batch),
                "Check how the board counted the ballot."));
  };
  for (const std::string& choice : reading.choices) {
    compare(choice, said.votes[choice], tally.votes.at(choice));
  }
  if (one.blank > 0) compare("blank", said.blank, tally.blank);
  if (one.over > 0) compare("over", said.over, tally.over);
  return problems;
}

base::Problems check_new_ballot(const Operation& operation, const base::Json& body) {
  base::Problems problems;
  const Challenges& register_ = operation.judging.challenges;
  const std::string exhibit = text_in(body, "exhibit");
  if (register_.by_exhibit.contains(exhibit)) {
    problems.push_back(refusal("challenge.exhibit", "exhibit " + exhibit + " again",
                               "a number that no exhibit of the operation has",
                               "Give the ballot the next free number."));
  }
  const auto ballot =
      register_.of_ballot.find({text_in(body, "batch"), number_in(body, "position")});
  if (ballot != register_.of_ballot.end()) {
    problems.push_back(
        refusal("challenge.ballot",
                fmt::format("ballot {} of batch {}, exhibit {} already",
                            number_in(body, "position"), text_in(body, "batch"), ballot->second),
                "one exhibit a ballot", "Another party joins it with challenge.join."));
  }
  return problems;
}

base::Problems decide_challenge(const Operation& operation, const Command& command) {
  base::Problems problems = counting_may_go_on(operation);
  if (!problems.empty()) return problems;
  const std::string batch = text_in(command.body, "batch");
  const ManifestBatch* listed = batch_named(operation, batch);
  if (listed == nullptr) {
    return {refusal("challenge.batch", "\"" + batch + "\"", "a batch of the manifest",
                    "Check the id on the sheet; one that is not listed needs batch.extra.")};
  }
  if (listed->county != text_in(command.body, "county")) {
    problems.push_back(refusal("challenge.county", text_in(command.body, "county"),
                               listed->county + ", the county of the batch",
                               "Correct one of them."));
  }
  add_problems(problems, author_acts_in(operation, command.author, listed->county));
  add_problems(problems, unit_is_open(operation, listed->unit));
  // Where the first count stands, no ruling moves a vote.
  add_problems(problems, unit_is_counted_again(operation, listed->unit));
  add_problems(problems, check_new_ballot(operation, command.body));
  add_problems(problems, check_ballot_claim(operation, command.body));
  const base::Problems reading =
      reading_problems(operation.setup, command.body["counted_as"], "counted_as");
  add_problems(problems, reading);
  if (!reading.empty()) return problems;
  add_problems(problems, check_place(operation, command.body, *listed));
  add_problems(problems, check_tally_holds(operation, command.body));
  if (problems.empty()) {
    add_problems(problems,
                 check_claim_differs(operation, command.body,
                                     reading_in(operation.setup, command.body["counted_as"])));
  }
  return problems;
}

ChallengeClaim ballot_claim_in(const Operation& operation, const Event& event) {
  ChallengeClaim claim;
  claim.position = event.position;
  claim.author = event.author;
  claim.claimed_time = event.claimed_time;
  claim.side = text_in(event.body, "side");
  claim.ground = text_in(event.body, "ground");
  claim.words = text_in(event.body, "words");
  if (event.body.contains("claimed_as")) {
    claim.claimed_as = reading_in(operation.setup, event.body["claimed_as"]);
  }
  return claim;
}

void apply_challenge(Operation& operation, const Event& event) {
  Challenges& register_ = operation.judging.challenges;
  Challenge challenge;
  challenge.exhibit = text_in(event.body, "exhibit");
  challenge.position = event.position;
  challenge.county = text_in(event.body, "county");
  challenge.batch = text_in(event.body, "batch");
  challenge.ballot = number_in(event.body, "position");
  challenge.counted_as = reading_in(operation.setup, event.body["counted_as"]);
  challenge.claims = {ballot_claim_in(operation, event)};
  if (event.body.contains("file")) challenge.file = event.body["file"];
  challenge.changed_at = event.position;
  register_.registered.push_back(challenge.exhibit);
  register_.of_batch[challenge.batch].push_back(challenge.exhibit);
  register_.of_ballot.emplace(std::pair(challenge.batch, challenge.ballot), challenge.exhibit);
  ++register_.registered_by[event.author];
  register_.by_exhibit.emplace(challenge.exhibit, std::move(challenge));
}

base::Problems decide_joining(const Operation& operation, const Command& command) {
  const std::string exhibit = text_in(command.body, "exhibit");
  const auto found = operation.judging.challenges.by_exhibit.find(exhibit);
  if (found == operation.judging.challenges.by_exhibit.end()) {
    return {refusal("challenge.unknown", "exhibit " + exhibit, "an exhibit of the register",
                    "See `show ELECTION challenges`.")};
  }
  const Challenge& challenge = found->second;
  base::Problems problems = author_acts_in(operation, command.author, challenge.county);
  add_problems(problems, unit_is_open(operation, batch_named(operation, challenge.batch)->unit));
  if (challenge.status() != ChallengeStatus::Open) {
    problems.push_back(refusal("challenge.settled",
                               fmt::format("exhibit {}, {}", exhibit, name_of(challenge.status())),
                               "an open challenge", "A settled challenge is not joined."));
  }
  add_problems(problems, check_ballot_claim(operation, command.body));
  const std::string side = text_in(command.body, "side");
  for (const ChallengeClaim& claim : challenge.claims) {
    if (claim.side != side || claim.withdrawn_at) continue;
    problems.push_back(refusal("challenge.side-twice", side + " again", "one claim a party",
                               "The party withdraws its claim before it makes another."));
  }
  if (problems.empty()) {
    add_problems(problems, check_claim_differs(operation, command.body, challenge.counted_as));
  }
  return problems;
}

void apply_joining(Operation& operation, const Event& event) {
  const auto found = operation.judging.challenges.by_exhibit.find(text_in(event.body, "exhibit"));
  if (found == operation.judging.challenges.by_exhibit.end()) return;
  Challenge& challenge = found->second;
  challenge.claims.push_back(ballot_claim_in(operation, event));
  challenge.changed_at = event.position;
}

std::vector<Field> ballot_claim_fields() {
  return {
      {"side", FieldType::Text, true, "Party that challenges: a choice's id, petitioner or board."},
      {"ground", FieldType::Text, true, "Code of the ground.", challenge_grounds()},
      {"words", FieldType::Text, true, "The ground in the party's words."},
      {"claimed_as", FieldType::Texts, false,
       "What the party says the ballot is; left out, it may turn out to be anything."}};
}

UseCase challenging(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::BoardMember,  Role::CountyOfficer, Role::Supervisor,
                    Role::StateOfficer, Role::Petitioner,    Role::Observer};
  use_case.fields = {
      {"exhibit", FieldType::Text, true, "Exhibit number, unique in the operation."}};
  return use_case;
}

}  // namespace

UseCase add_challenge() {
  UseCase use_case =
      challenging("challenge.add", "Register a challenged ballot as an exhibit; it is never lost.");
  const std::vector<Field> fields = {
      {"county", FieldType::Text, true, "Id of the county."},
      {"batch", FieldType::Text, true, "Id of the batch, as on its sheet."},
      {"position", FieldType::Number, true, "Place of the ballot in the batch, from 1."},
      {"counted_as", FieldType::Texts, true,
       "How the board counted the ballot: ids of choices, or blank, over or not-counted."},
      {"file", FieldType::File, false, "Picture or scan of the ballot."}};
  use_case.fields.insert(use_case.fields.end(), fields.begin(), fields.end());
  const std::vector<Field> claim = ballot_claim_fields();
  use_case.fields.insert(use_case.fields.end(), claim.begin(), claim.end());
  use_case.decide = decide_challenge;
  use_case.apply = apply_challenge;
  return use_case;
}

UseCase join_challenge() {
  UseCase use_case = challenging("challenge.join",
                                 "Another party challenges a ballot that is an exhibit already.");
  const std::vector<Field> claim = ballot_claim_fields();
  use_case.fields.insert(use_case.fields.end(), claim.begin(), claim.end());
  use_case.decide = decide_joining;
  use_case.apply = apply_joining;
  return use_case;
}

}  // namespace recanvass::workflow
