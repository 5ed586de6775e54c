#include "workflow/submit.h"

#include "base/date.h"
#include "store/late_storage.h"
#include "workflow/attachment.h"
#include "workflow/command_lines.h"
#include "workflow/fill_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>

namespace recanvass::workflow {
namespace {

using store::Flow;

// A checkpoint costs as much as a save: one after so many entries, or when nothing came for a
// while.
constexpr std::uint64_t kEntriesPerCheckpoint = 5000;
constexpr auto kPatience = std::chrono::seconds(2);

// How far a written time may lie ahead of this machine's clock: a local time written as UTC does.
constexpr std::int64_t kAheadMostMs = std::int64_t{24} * 60 * 60 * 1000;

class Submitting {
 public:
  Submitting(Engine& engine, const SubmitRequest& request, FileAttacher& attacher,
             const AnswerSink& sink)
      : engine_(engine), request_(request), attacher_(attacher), sink_(sink) {}

  // Stop: the reader of the answers is gone.
  Flow submit(std::vector<CommandLine> lines);
  // Of all that was accepted so far, unless there is one.
  void keep_checkpoint();
  [[nodiscard]] const SubmitSummary& summary() const { return summary_; }

 private:
  Flow submit_group();
  Flow tell(const Submission& submission, const Answer& answer, LineKind kind);
  Flow tell_unreadable(const CommandLine& line);
  CommandLine completed(CommandLine line);
  CommandLine attached(CommandLine line);
  [[nodiscard]] base::Problems placed(base::Problems problems, const CommandLine& line) const;
  [[nodiscard]] base::Problems time_problems(const Command& command) const;

  Engine& engine_;
  const SubmitRequest& request_;
  FileAttacher& attacher_;
  const AnswerSink& sink_;
  std::vector<Submission> group_;
  std::set<std::size_t> stopped_;
  SubmitSummary summary_;
  std::uint64_t accepted_at_checkpoint_ = 0;
};

void Submitting::keep_checkpoint() {
  if (summary_.accepted == accepted_at_checkpoint_) return;
  accepted_at_checkpoint_ = summary_.accepted;
  const auto kept = engine_.keep_checkpoint();
  summary_.checkpoint = kept ? base::Problems{} : kept.problems();
}

Flow Submitting::tell(const Submission& submission, const Answer& answer, LineKind kind) {
  if (kind == LineKind::Unreadable) {
    ++summary_.unreadable;
  } else {
    switch (answer.standing) {
      case Standing::Accepted: ++summary_.accepted; break;
      case Standing::Repeated: ++summary_.repeated; break;
      case Standing::Refused: ++summary_.refused; break;
      case Standing::NotTried: ++summary_.not_tried; break;
    }
  }
  if (answer.standing == Standing::Refused && request_.after_refusal == AfterRefusal::StopStream) {
    stopped_.insert(submission.stream);
  }
  return sink_(submission, answer, kind);
}

Flow Submitting::submit_group() {
  if (group_.empty()) return Flow::Continue;
  const std::vector<Submission> group = std::exchange(group_, {});
  const std::vector<Answer> answers = engine_.accept(group, request_.after_refusal);
  Flow flow = Flow::Continue;
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (tell(group[i], answers[i], LineKind::Command) == Flow::Stop) flow = Flow::Stop;
  }
  if (summary_.accepted - accepted_at_checkpoint_ >= kEntriesPerCheckpoint) keep_checkpoint();
  return flow;
}

Flow Submitting::tell_unreadable(const CommandLine& line) {
  // What stands before it in its file is answered first.
  if (submit_group() == Flow::Stop) return Flow::Stop;
  Submission submission;
  submission.file = request_.files[line.stream];
  submission.row = line.row;
  submission.stream = line.stream;
  Answer answer;
  if (!stopped_.contains(line.stream)) {
    answer.standing = Standing::Refused;
    answer.problems = line.command.problems();
  }
  return tell(submission, answer, LineKind::Unreadable);
}

// Of a time far ahead every later entry would be said to come before it. A clock that stands still
// or behind does not hold up a ledger that others go on with.
base::Problems Submitting::time_problems(const Command& command) const {
  if (command.claimed_time.empty()) {
    return {{"command.member",
             {"", 0, "at"},
             "nothing",
             words_of(FieldType::Text),
             "Nobody here knows the time: write it."}};
  }
  if (request_.clock == nullptr) return {};
  const std::int64_t now = request_.clock->now_utc_ms();
  const std::string& latest = engine_.operation().latest_claimed_time;
  if (command.claimed_time <= std::max(utc_text(now + kAheadMostMs), latest)) return {};
  return {{"command.future",
           {"", 0, "at"},
           command.claimed_time,
           fmt::format("a time at most 24 hours after this machine's clock, which says {}",
                       utc_text(now)),
           "Leave \"at\" out, write the time as it is in UTC, or set the machine's clock."}};
}

CommandLine Submitting::completed(CommandLine line) {
  Command command = std::move(line.command).value();
  base::Problems problems;
  if (request_.keys != nullptr) problems = fill_keys(command, *request_.keys);
  if (command.claimed_time.empty() && request_.clock != nullptr) {
    command.claimed_time = utc_text(request_.clock->now_utc_ms());
  } else {
    for (base::Problem& problem : time_problems(command)) problems.push_back(std::move(problem));
  }
  if (problems.empty()) return {line.stream, line.row, std::move(command)};
  return {line.stream, line.row, placed(std::move(problems), line)};
}

base::Problems Submitting::placed(base::Problems problems, const CommandLine& line) const {
  for (base::Problem& problem : problems) {
    problem.place.file = request_.files[line.stream];
    problem.place.row = line.row;
  }
  return problems;
}

// Read before there was a store to put its files into.
CommandLine Submitting::attached(CommandLine line) {
  Command command = std::move(line.command).value();
  base::Problems problems =
      placed(attacher_.attach(command.body, request_.files[line.stream]), line);
  if (problems.empty()) return {line.stream, line.row, std::move(command)};
  return {line.stream, line.row, std::move(problems)};
}

Flow Submitting::submit(std::vector<CommandLine> lines) {
  for (CommandLine& line : lines) {
    if (line.command && has_files_to_attach(line.command->body)) {
      // What stands before it may be what makes the store.
      if (submit_group() == Flow::Stop) return Flow::Stop;
      line = attached(std::move(line));
    }
    if (line.command) line = completed(std::move(line));
    if (!line.command) {
      if (tell_unreadable(line) == Flow::Stop) return Flow::Stop;
      continue;
    }
    Submission submission{std::move(line.command).value(), request_.files[line.stream], line.row,
                          line.stream};
    if (!stopped_.contains(line.stream)) {
      group_.push_back(std::move(submission));
    } else if (tell(submission, Answer{}, LineKind::Command) == Flow::Stop) {
      return Flow::Stop;
    }
  }
  return submit_group();
}

}  // namespace

std::string utc_text(std::int64_t unix_ms) {
  const std::int64_t seconds = unix_ms / 1000;
  const auto minute = base::LocalTime::parse("1970-01-01T00:00").value().plus_minutes(seconds / 60);
  return fmt::format("{}:{:02}Z", minute.text(), seconds % 60);
}

SubmitSummary submit_files(Engine& engine, const SubmitRequest& request, const AnswerSink& sink) {
  const auto attacher = std::make_shared<FileAttacher>(request.open_storage, request.attachments);
  const LineReader read_line = [attacher](std::string_view text, const std::string& file,
                                          std::int64_t row) -> base::Result<Command> {
    auto command = parse_command(text, file, row);
    if (!command) return command;
    Command read = std::move(command).value();
    base::Problems problems = attacher->attach(read.body, file);
    if (store::is_absent(problems)) return read;
    for (base::Problem& problem : problems) {
      problem.place.file = file;
      problem.place.row = row;
    }
    if (!problems.empty()) return problems;
    return read;
  };
  Submitting submitting(engine, request, *attacher, sink);
  CommandLines lines(request.files, kCommandBytesMax, read_line);
  for (;;) {
    std::vector<CommandLine> some = lines.take(kGroupCommandsMax, kPatience);
    if (some.empty() && lines.ended()) break;
    if (some.empty()) {
      submitting.keep_checkpoint();
    } else if (submitting.submit(std::move(some)) == Flow::Stop) {
      break;
    }
  }
  submitting.keep_checkpoint();
  return submitting.summary();
}

}  // namespace recanvass::workflow
