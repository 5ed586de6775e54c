// challenge.withdraw, challenge.stipulate and challenge.rule: the three ways in which a challenge
// ends. Each keeps what was before it. A reading that nobody claimed is claimed by the board first,
// so that the range of totals held every reading that a ballot can get. What moves a vote takes two
// persons, comes before the unit is signed off, and moves no more than the tally holds.
#include "workflow/board_vote.h"
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

const Challenge* exhibit_in(const Operation& operation, const base::Json& body) {
  const auto found = operation.judging.challenges.by_exhibit.find(text_in(body, "exhibit"));
  return found == operation.judging.challenges.by_exhibit.end() ? nullptr : &found->second;
}

// Null: the entry names no exhibit of the register.
Challenge* exhibit_of(Operation& operation, const Event& event) {
  const auto found = operation.judging.challenges.by_exhibit.find(text_in(event.body, "exhibit"));
  return found == operation.judging.challenges.by_exhibit.end() ? nullptr : &found->second;
}

base::Problems check_exhibit(const Operation& operation, const Command& command) {
  const Challenge* challenge = exhibit_in(operation, command.body);
  if (challenge != nullptr) {
    return author_acts_in(operation, command.author, challenge->county);
  }
  return {refusal("challenge.unknown", "exhibit " + text_in(command.body, "exhibit"),
                  "an exhibit of the register", "See `show ELECTION challenges`.")};
}

base::Problems check_still_open(const Challenge& challenge) {
  if (challenge.status() == ChallengeStatus::Open) return {};
  return {refusal("challenge.settled",
                  fmt::format("exhibit {}, {}", challenge.exhibit, name_of(challenge.status())),
                  "an open challenge",
                  "It is settled; a ruling is changed by one that supersedes it, an agreement by a "
                  "court's.")};
}

const ChallengeClaim* standing_claim(const Challenge& challenge, const std::string& side) {
  const auto found =
      std::find_if(challenge.claims.begin(), challenge.claims.end(),
                   [&](const auto& claim) { return claim.side == side && !claim.withdrawn_at; });
  return found == challenge.claims.end() ? nullptr : &*found;
}

base::Problems decide_challenge_withdrawal(const Operation& operation, const Command& command) {
  base::Problems problems = check_exhibit(operation, command);
  const Challenge* challenge = exhibit_in(operation, command.body);
  if (challenge == nullptr) return problems;
  add_problems(problems, check_still_open(*challenge));
  const std::string side = text_in(command.body, "side");
  const ChallengeClaim* claim = standing_claim(*challenge, side);
  if (claim == nullptr) {
    problems.push_back(refusal("challenge.withdraw", side + ", which has no claim that stands",
                               "a party that challenges this ballot",
                               "See `show ELECTION exhibits` for its claims."));
    return problems;
  }
  const Role role = operation.people.accounts.at(command.author).role;
  const bool is_party = role == Role::Petitioner || role == Role::Observer;
  if (is_party && claim->author != command.author) {
    problems.push_back(refusal("challenge.not-yours", command.author,
                               claim->author + ", who registered the claim",
                               "A party withdraws its own claims; the board records others'."));
  }
  return problems;
}

// A party takes back its own claim, and the board its own; what staff does in a party's name takes
// two, whoever typed the claim in.
Persons persons_of_claim_withdrawal(const Operation& operation, const std::string& author,
                                    const base::Json& body) {
  const Challenge* challenge = exhibit_in(operation, body);
  if (challenge == nullptr) return Persons::One;
  const ChallengeClaim* claim = standing_claim(*challenge, text_in(body, "side"));
  return claim == nullptr || is_own_claim(operation, author, claim->author, claim->side)
             ? Persons::One
             : Persons::Two;
}

void apply_challenge_withdrawal(Operation& operation, const Event& event) {
  Challenge* named = exhibit_of(operation, event);
  if (named == nullptr) return;
  Challenge& challenge = *named;
  for (ChallengeClaim& claim : challenge.claims) {
    if (claim.side != text_in(event.body, "side") || claim.withdrawn_at) continue;
    claim.withdrawn_by = {event.author};
    if (!event.approved_by.empty()) claim.withdrawn_by.insert(event.approved_by);
    claim.withdrawn_at = event.position;
    claim.withdrawn_words = text_in(event.body, "words");
  }
  challenge.changed_at = event.position;
  if (challenge.status() == ChallengeStatus::Withdrawn) {
    operation.judging.challenges.of_ballot.erase({challenge.batch, challenge.ballot});
  }
}

// While every party says what the ballot is, the range of totals knows no other reading.
base::Problems check_reading_claimed(const Operation& operation, const Challenge& challenge,
                                     const base::Json& body) {
  base::Problems problems = reading_problems(operation.setup, body["counted_as"], "counted_as");
  if (!problems.empty()) return problems;
  const Reading reading = reading_in(operation.setup, body["counted_as"]);
  const auto claimed = claimed_readings(challenge);
  if (!claimed || reading == challenge.counted_as ||
      std::find(claimed->begin(), claimed->end(), reading) != claimed->end()) {
    return {};
  }
  return {refusal("challenge.not-claimed", words_of(operation.setup, reading),
                  "the reading that stands, or one that a party claims",
                  "Record it first as the board's own claim: challenge.join, side board.")};
}

// A settlement that moves a vote changes what was counted.
Persons persons_of_settlement(const Operation& operation, const std::string&,
                              const base::Json& body) {
  const Challenge* challenge = exhibit_in(operation, body);
  if (challenge == nullptr || !body.contains("counted_as")) return Persons::One;
  const bool moves = reading_in(operation.setup, body["counted_as"]) != challenge->stands_as();
  return moves ? Persons::Two : Persons::One;
}

// What moves a vote is settled while the unit is open, and within what its tally holds.
base::Problems check_move(const Operation& operation, const Challenge& challenge,
                          const base::Json& body) {
  const Reading to = reading_in(operation.setup, body["counted_as"]);
  if (to == challenge.stands_as()) return {};
  const ManifestBatch* listed = batch_named(operation, challenge.batch);
  base::Problems problems = unit_is_open(operation, listed->unit);
  // A court may rule on a ballot under a stay; nobody else moves a vote.
  if (text_in(body, "ruled_by") != "court") add_problems(problems, work_is_not_stayed(operation));
  // Back to how it was counted is no move of a vote of the first count.
  if (to != challenge.counted_as) {
    add_problems(problems, unit_is_counted_again(operation, listed->unit));
  }
  for (const std::string& words : impossible_moves(operation, challenge.batch, &challenge, &to)) {
    problems.push_back(
        refusal("challenge.tally", words, "what the tally of the batch holds",
                "Check how the board counted the ballots: a challenge that was registered with "
                "another reading is withdrawn, and made again. Ballots that were kept out of the "
                "batch and are to count come in with their number: correct the listing with "
                "input.correct, or enter them as a batch of their own with batch.extra."));
  }
  return problems;
}

// Of all petitions that stand; empty: none is a candidate's, or they are of several.
std::string petitioners_choice(const Operation& operation) {
  std::set<std::string> choices;
  for (const auto& [id, petition] : operation.opening.petitions.by_id) {
    if (!petition.withdrawn) choices.insert(petition.choice);
  }
  return choices.size() == 1 ? *choices.begin() : std::string();
}

// The choice with the most reported votes of those that get no vote from the ballot: whoever gains
// gains it against this one.
std::string strongest_other(const Operation& operation, const Reading& to) {
  std::string strongest;
  std::int64_t most = -1;
  for (const SetupChoice& choice : operation.setup.choices) {
    if (std::ranges::find(to.choices, choice.id) != to.choices.end()) continue;
    const auto reported = operation.commitment.reported_outcome.find(choice.id);
    const std::int64_t votes =
        reported == operation.commitment.reported_outcome.end() ? 0 : reported->second;
    if (votes > most) strongest = choice.id;
    most = std::max(most, votes);
  }
  return strongest;
}

// Whoever loses by an agreement is part of it. A petitioner is the candidate who petitions, and the
// board is no party.
base::Problems check_losers_agree(const Operation& operation, const Challenge& challenge,
                                  const base::Json& body) {
  std::set<std::string> parties;
  base::Problems problems;
  const std::string petitioner = petitioners_choice(operation);
  for (const std::string& side : texts_in(body, "sides")) {
    if (side != "petitioner" && side != "board" && !operation.setup.has_choice(side)) {
      problems.push_back(refusal("challenge.side", "\"" + side + "\"",
                                 "a choice's id, petitioner or board", "Name the parties."));
    }
    if (side == "board") continue;
    parties.insert(side == "petitioner" && !petitioner.empty() ? petitioner : side);
  }
  if (parties.size() < 2) {
    problems.push_back(refusal(
        "challenge.parties", fmt::format("{}", fmt::join(texts_in(body, "sides"), ", ")),
        "at least two different parties; a petitioner is the candidate who petitions, and the "
        "board is none",
        "Parties agree with each other."));
  }
  const Reading to = reading_in(operation.setup, body["counted_as"]);
  std::set<std::string> losers;
  for (const std::string& choice : challenge.counted_as.choices) {
    if (std::ranges::find(to.choices, choice) == to.choices.end()) losers.insert(choice);
  }
  const bool gives = std::ranges::any_of(to.choices, [&](const std::string& choice) {
    return std::ranges::find(challenge.counted_as.choices, choice) ==
           challenge.counted_as.choices.end();
  });
  if (gives) losers.insert(strongest_other(operation, to));
  for (const std::string& choice : losers) {
    if (parties.contains(choice)) continue;
    problems.push_back(refusal("challenge.party-missing", "an agreement without " + choice,
                               "every party that loses by it", "Without it the board rules."));
  }
  return problems;
}

base::Problems decide_stipulation(const Operation& operation, const Command& command) {
  base::Problems problems = check_exhibit(operation, command);
  const Challenge* challenge = exhibit_in(operation, command.body);
  if (challenge == nullptr) return problems;
  add_problems(problems, check_still_open(*challenge));
  const auto sides = command.body["sides"].get<std::vector<std::string>>();
  for (const ChallengeClaim& claim : challenge->claims) {
    if (claim.withdrawn_at || std::find(sides.begin(), sides.end(), claim.side) != sides.end()) {
      continue;
    }
    problems.push_back(refusal("challenge.party-missing", "an agreement without " + claim.side,
                               "every party that challenges the ballot",
                               "Without it the board rules."));
  }
  const base::Problems reading = check_reading_claimed(operation, *challenge, command.body);
  add_problems(problems, reading);
  if (!reading.empty()) return problems;
  add_problems(problems, check_losers_agree(operation, *challenge, command.body));
  add_problems(problems, check_move(operation, *challenge, command.body));
  return problems;
}

void apply_stipulation(Operation& operation, const Event& event) {
  Challenge* named = exhibit_of(operation, event);
  if (named == nullptr) return;
  Challenge& challenge = *named;
  challenge.stipulation = Stipulation{event.position,
                                      event.author,
                                      event.claimed_time,
                                      event.body["sides"].get<std::vector<std::string>>(),
                                      text_in(event.body, "words"),
                                      reading_in(operation.setup, event.body["counted_as"]),
                                      event.approved_by};
  challenge.changed_at = event.position;
}

base::Problems decide_challenge_ruling(const Operation& operation, const Command& command) {
  base::Problems problems = check_exhibit(operation, command);
  const Challenge* challenge = exhibit_in(operation, command.body);
  if (challenge == nullptr) return problems;
  const bool by_court = text_in(command.body, "ruled_by") == "court";
  const bool replaces_agreement = by_court && challenge->status() == ChallengeStatus::Stipulated;
  if (challenge->status() != ChallengeStatus::Ruled && !replaces_agreement) {
    add_problems(problems, check_still_open(*challenge));
  }
  add_problems(problems,
               ruling_problems(command.body, replaces_agreement
                                                 ? std::optional(challenge->stipulation->position)
                                                 : latest_ruling(challenge->rulings)));
  add_problems(problems, court_problems(operation, command.body));
  const base::Problems reading = check_reading_claimed(operation, *challenge, command.body);
  add_problems(problems, reading);
  if (reading.empty() && text_in(command.body, "ruling") == "overruled" &&
      reading_in(operation.setup, command.body["counted_as"]) != challenge->counted_as) {
    problems.push_back(refusal("challenge.ruling", "overruled, and counted another way",
                               words_of(operation.setup, challenge->counted_as) +
                                   ", as it was counted when it was challenged",
                               "A challenge that changes the reading is sustained."));
  }
  if (reading.empty()) add_problems(problems, check_move(operation, *challenge, command.body));
  return problems;
}

void apply_challenge_ruling(Operation& operation, const Event& event) {
  Challenge* named = exhibit_of(operation, event);
  if (named == nullptr) return;
  Challenge& challenge = *named;
  Ruling ruling = ruling_in(event);
  ruling.counted_as = reading_in(operation.setup, event.body["counted_as"]);
  challenge.rulings.push_back(std::move(ruling));
  challenge.changed_at = event.position;
}

UseCase settling(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::BoardMember, Role::CountyOfficer, Role::StateOfficer};
  use_case.fields = {{"exhibit", FieldType::Text, true, "Exhibit number."}};
  return use_case;
}

const Field kCountedAs{"counted_as", FieldType::Texts, true,
                       "What the ballot counts as: ids of choices, or blank, over or not-counted."};

}  // namespace

UseCase withdraw_challenge() {
  UseCase use_case = settling("challenge.withdraw", "Record that a party withdraws its challenge.");
  use_case.roles.insert(use_case.roles.end(), {Role::Petitioner, Role::Observer});
  use_case.fields.push_back({"side", FieldType::Text, true, "The party that withdraws."});
  use_case.fields.push_back({"words", FieldType::Text, false, "Why, in a sentence."});
  use_case.persons_of = persons_of_claim_withdrawal;
  use_case.two_when = "where it is not a party's own account, or the board's own claim";
  use_case.decide = decide_challenge_withdrawal;
  use_case.apply = apply_challenge_withdrawal;
  return use_case;
}

UseCase stipulate_challenge() {
  UseCase use_case =
      settling("challenge.stipulate", "Record what the parties agree a challenged ballot to be.");
  use_case.fields.push_back({"sides", FieldType::Texts, true, "The parties that agree."});
  use_case.fields.push_back(kCountedAs);
  use_case.fields.push_back({"words", FieldType::Text, true, "The agreement, in a sentence."});
  use_case.persons_of = persons_of_settlement;
  use_case.two_when = "where it moves a vote";
  use_case.decide = decide_stipulation;
  use_case.apply = apply_stipulation;
  return use_case;
}

UseCase rule_challenge() {
  UseCase use_case = settling("challenge.rule", "Record the ruling on a challenged ballot.");
  use_case.fields.push_back(kCountedAs);
  const std::vector<Field> fields = ruling_fields();
  use_case.fields.insert(use_case.fields.end(), fields.begin(), fields.end());
  use_case.persons_of = persons_of_settlement;
  use_case.two_when = "where it moves a vote";
  use_case.decide = decide_challenge_ruling;
  use_case.apply = apply_challenge_ruling;
  return use_case;
}

}  // namespace recanvass::workflow
