// motion.make, motion.vote and minute.add: what a board says and decides, at its place among the
// events. The ledger's order is the order of the minutes, so nothing can be back-dated.
#include "workflow/board_vote.h"
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

namespace recanvass::workflow {
namespace {

// The county that is named, else that of the author's account; empty for the state's board.
std::string county_of_board(const Operation& operation, const std::string& author,
                            const base::Json& body) {
  if (body.contains("county")) return text_in(body, "county");
  const auto account = operation.people.accounts.find(author);
  return account == operation.people.accounts.end() ? std::string() : account->second.county;
}

base::Problems check_board_place(const Operation& operation, const Command& command) {
  const std::string county = county_of_board(operation, command.author, command.body);
  base::Problems problems = author_acts_in(operation, command.author, county);
  if (!county.empty() && !operation.setup.counties.contains(county)) {
    problems.push_back(refusal("minutes.county", county, "a county of this operation",
                               "Use an id from operation.open."));
  }
  return problems;
}

base::Problems decide_motion(const Operation& operation, const Command& command) {
  base::Problems problems = check_board_place(operation, command);
  const std::string id = text_in(command.body, "motion");
  if (operation.judging.minutes.motions.contains(id)) {
    problems.push_back(
        refusal("motion.exists", id, "a new id", "Give each motion of the operation its own."));
  }
  const std::string mover = text_in(command.body, "mover");
  if (mover == text_in(command.body, "seconder")) {
    problems.push_back(refusal("motion.seconder", mover + ", twice", "another member",
                               "Leave seconder out where none is needed."));
  }
  return problems;
}

void apply_motion(Operation& operation, const Event& event) {
  Motion motion;
  motion.id = text_in(event.body, "motion");
  motion.position = event.position;
  motion.author = event.author;
  motion.claimed_time = event.claimed_time;
  motion.county = county_of_board(operation, event.author, event.body);
  motion.words = text_in(event.body, "words");
  motion.mover = text_in(event.body, "mover");
  motion.seconder = text_in(event.body, "seconder");
  operation.judging.minutes.motion_order.push_back(motion.id);
  operation.judging.minutes.motions.emplace(motion.id, std::move(motion));
}

base::Problems decide_motion_vote(const Operation& operation, const Command& command) {
  const std::string id = text_in(command.body, "motion");
  const auto found = operation.judging.minutes.motions.find(id);
  if (found == operation.judging.minutes.motions.end()) {
    return {
        refusal("motion.unknown", id, "a motion that was made", "See `show ELECTION motions`.")};
  }
  base::Problems problems = author_acts_in(operation, command.author, found->second.county);
  if (found->second.voted_at) {
    problems.push_back(refusal("motion.voted", id + ", voted on already", "a motion that is open",
                               "To decide again, make a new motion."));
  }
  add_problems(problems, vote_problems(command.body["votes"]));
  return problems;
}

void apply_motion_vote(Operation& operation, const Event& event) {
  const auto made = operation.judging.minutes.motions.find(text_in(event.body, "motion"));
  if (made == operation.judging.minutes.motions.end()) return;
  Motion& motion = made->second;
  motion.votes = votes_in(event.body);
  motion.voted_at = event.position;
  motion.voted_time = event.claimed_time;
}

void apply_minute(Operation&, const Event&) {
  // The fold puts every event into the minutes, this one with its words.
}

UseCase of_board(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::BoardMember, Role::CountyOfficer, Role::StateOfficer};
  return use_case;
}

const Field kBoardCounty{"county", FieldType::Text, false,
                         "County of the board; left out, that of the author's account."};
const Field kMotion{"motion", FieldType::Text, true, "Id of the motion."};

}  // namespace

UseCase make_motion() {
  UseCase use_case = of_board("motion.make", "Record a motion of the board.");
  use_case.fields = {kMotion,
                     kBoardCounty,
                     {"words", FieldType::Text, true, "The motion, as moved."},
                     {"mover", FieldType::Text, true, "Member who moved it."},
                     {"seconder", FieldType::Text, false, "Member who seconded it."}};
  use_case.decide = decide_motion;
  use_case.apply = apply_motion;
  return use_case;
}

UseCase vote_on_motion() {
  UseCase use_case = of_board("motion.vote", "Record the board's vote on a motion.");
  use_case.fields = {kMotion,
                     {"votes",
                      FieldType::Record,
                      true,
                      "Vote by member: {member: for, against, abstain or absent}.",
                      {},
                      {},
                      R"({"Ruth Adler":"for","Omar Diaz":"against","Ines Roy":"for"})"}};
  use_case.decide = decide_motion_vote;
  use_case.apply = apply_motion_vote;
  return use_case;
}

UseCase add_minute() {
  UseCase use_case = of_board("minute.add", "Put words into the minutes, where they now stand.");
  use_case.roles.push_back(Role::Supervisor);
  use_case.fields = {kBoardCounty,
                     {"words", FieldType::Text, true, "What was said or happened."},
                     {"happened", FieldType::Moment, false,
                      "Local time at which it happened, when that was earlier."}};
  use_case.decide = check_board_place;
  use_case.apply = apply_minute;
  return use_case;
}

}  // namespace recanvass::workflow
