// show minutes and show motions: the timeline of everything that happened, in the order of the
// ledger, and what the boards decided.
#include "workflow/board_vote.h"
#include "workflow/minute_words.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

namespace recanvass::workflow {
namespace {

// What became of an act that needs a second person.
base::Json second_person_row(const Operation& operation, const MinuteLine& line) {
  if (!line.two_persons) return nullptr;
  if (operation.people.waiting.contains(line.position)) return "waits for a second person";
  const auto second = operation.people.seconds.find(line.position);
  return second == operation.people.seconds.end() ? "declined" : "approved by " + second->second;
}

base::Json minute_row(const Operation& operation, const MinuteLine& line) {
  base::Json values = base::Json::object();
  const std::vector<std::string> names = minute_names(line.kind);
  for (std::size_t i = 0; i < names.size() && i < line.values.size(); ++i) {
    values[names[i]] = line.values[i];
  }
  return {{"entry", line.position},
          {"last_entry", line.last_position},
          {"events", line.events},
          {"kind", line.kind},
          {"author", text_or_null(line.author)},
          {"name",
           line.author.empty() ? base::Json() : base::Json(account_name(operation, line.author))},
          {"at", line.claimed_time},
          {"claimed_earlier", line.claimed_earlier},
          {"county", text_or_null(line.county)},
          {"words", minute_text(line)},
          {"values", values},
          {"second_person", second_person_row(operation, line)}};
}

base::Json build_minutes(const Operation& operation, const ViewRequest& request) {
  base::Json rows = base::Json::array();
  std::int64_t claimed_earlier = 0;
  for (const MinuteLine& line : operation.judging.minutes.lines) {
    if (!request.county.empty() && request.county != line.county) continue;
    claimed_earlier += line.claimed_earlier;
    rows.push_back(minute_row(operation, line));
  }
  return {{"entries", operation.entries}, {"claimed_earlier", claimed_earlier}, {"minutes", rows}};
}

base::Json motion_row(const Operation& operation, const Motion& motion) {
  base::Json row = said_by(operation, motion.author, motion.claimed_time, motion.position);
  row["motion"] = motion.id;
  row["county"] = text_or_null(motion.county);
  row["words"] = motion.words;
  row["mover"] = motion.mover;
  row["seconder"] = text_or_null(motion.seconder);
  row["votes"] = motion.voted_at ? base::Json(motion.votes) : base::Json();
  row["voted_at"] = motion.voted_at ? base::Json(*motion.voted_at) : base::Json();
  row["result"] = motion.voted_at ? base::Json(outcome_of(motion.votes)) : base::Json();
  return row;
}

base::Json build_motions(const Operation& operation, const ViewRequest& request) {
  base::Json rows = base::Json::array();
  std::int64_t open = 0;
  for (const std::string& id : operation.judging.minutes.motion_order) {
    const Motion& motion = operation.judging.minutes.motions.at(id);
    if (!request.county.empty() && request.county != motion.county) continue;
    open += motion.voted_at ? 0 : 1;
    rows.push_back(motion_row(operation, motion));
  }
  return {{"open", open}, {"motions", rows}};
}

}  // namespace

View show_minutes() {
  return {"minutes", "Everything that happened, in the order of the ledger.", build_minutes};
}

View show_motions() {
  return {"motions", "What was moved, by whom, and how each member voted.", build_motions};
}

}  // namespace recanvass::workflow
