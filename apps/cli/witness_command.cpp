// recanvass witness: an outsider countersigns a ledger's latest checkpoint, after seeing that the
// ledger only grew since last time.
#include "apps/cli/commands.h"
#include "apps/cli/election_arguments.h"
#include "base/date.h"
#include "workflow/cosign.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::cli {
namespace {

using workflow::Cosigned;

std::string utc_text(std::int64_t unix_seconds) {
  const auto minute =
      base::LocalTime::parse("1970-01-01T00:00").value().plus_minutes(unix_seconds / 60);
  return fmt::format("{}:{:02}Z", minute.text(), unix_seconds % 60);
}

// A ledger to be witnessed: a published folder, or an election with its state.
struct Witnessed {
  std::unique_ptr<OpenElection> election;  // null: a published folder
  std::unique_ptr<workflow::LogSource> log;
};

base::Result<Witnessed> open_witnessed(const Arguments& arguments) {
  const std::string place = arguments.one("ELECTION").value_or("");
  Witnessed witnessed;
  if (workflow::is_published_log(place)) {
    witnessed.log = workflow::log_of_folder(place);
    return witnessed;
  }
  auto election = open_engine(arguments, workflow::ElectionMode::MustExist);
  if (!election) return election.problems();
  witnessed.election = std::move(election).value();
  witnessed.log = workflow::log_of_store(witnessed.election->engine->storage());
  return witnessed;
}

base::Result<Cosigned> cosign_now(Witnessed& witnessed, const Arguments& arguments,
                                  std::int64_t unix_seconds) {
  workflow::KeyFolder keys(keys_folder(arguments));
  const auto log_key = known_log_key(arguments, *witnessed.log, keys);
  if (!log_key) return log_key.problems();
  workflow::CosignRequest request;
  request.witness = arguments.one("--name").value_or("");
  request.log_key = *log_key;
  request.unix_seconds = static_cast<std::uint64_t>(unix_seconds);
  request.accepts_loss = arguments.has("--accept-loss");
  if (witnessed.election) {
    for (const auto& loss : witnessed.election->engine->operation().commitment.rollbacks) {
      request.recorded_losses.push_back(
          {{log_key->name, loss.lost_size, loss.lost_root}, loss.kept_size});
    }
  }
  auto cosigned = workflow::cosign(*witnessed.log, request, keys);
  if (!cosigned) return cosigned;
  const auto kept = keys.keep_log_key(*log_key);
  if (!kept) return kept.problems();
  return cosigned;
}

// Records the cosignature in the election itself, and keeps it under the checkpoint.
workflow::Answer record(OpenElection& election, const Cosigned& cosigned,
                        const workflow::Command& command) {
  const workflow::Submission submission{command, "witness", 1, 0};
  workflow::Answer answer =
      election.engine->accept({&submission, 1}, workflow::AfterRefusal::GoOn)[0];
  if (answer.standing == workflow::Standing::Refused) return answer;
  const auto kept = election.engine->storage().put_checkpoint(cosigned.note);
  const auto next = kept ? election.engine->keep_checkpoint() : kept.problems();
  if (!next) answer.warnings.push_back(base::sentences(next.problems()));
  return answer;
}

base::Json line_json(const workflow::Command& command) {
  base::Json line = command.body;
  line["do"] = command.kind;
  line["by"] = command.author;
  line["key"] = command.idempotency_key;
  line["at"] = command.claimed_time;
  return line;
}

ExitCode say(const Cosigned& cosigned, const workflow::Command& command,
             const std::optional<workflow::Answer>& recorded, const Console& console, bool json) {
  if (json) {
    base::Json document = {{"schema", "recanvass.witness/1"},
                           {"origin", cosigned.checkpoint.origin},
                           {"size", cosigned.checkpoint.size},
                           {"size_before", nullptr},
                           {"lost", cosigned.lost},
                           {"note", cosigned.note},
                           {"command", line_json(command)},
                           {"receipt", nullptr},
                           {"problems", base::Json::array()}};
    if (cosigned.before) document["size_before"] = cosigned.before->size;
    if (recorded && !recorded->receipt.empty()) document["receipt"] = recorded->receipt;
    if (recorded) document["problems"] = problems_json(recorded->problems);
    console.print_json(document);
  } else {
    console.print(cosigned.note + "\n");
    if (recorded && !recorded->receipt.empty()) {
      console.print(fmt::format("recorded  receipt {}  position {}\n", recorded->receipt,
                                recorded->position));
    } else {
      console.print(base::canonical_json(line_json(command)) + "\n");
    }
  }
  if (cosigned.lost > 0) {
    console.complain(
        fmt::format("countersigned although {} of the entries countersigned before are "
                    "lost, as two officers recorded",
                    cosigned.lost));
  }
  if (!recorded) return ExitCode::Answered;
  console.complain(base::sentences(recorded->problems));
  for (const std::string& warning : recorded->warnings) console.complain(warning);
  return recorded->standing == workflow::Standing::Refused ? ExitCode::CheckFailed
                                                           : ExitCode::Answered;
}

ExitCode refuse_to_witness(const Console& console, const base::Problems& problems, bool json) {
  const ExitCode code = console.refuse("witness", problems, json);
  const bool refused =
      std::any_of(problems.begin(), problems.end(), workflow::is_refusal_to_cosign);
  return refused ? ExitCode::CheckFailed : code;
}

ExitCode run_witness(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto name = arguments.one("--name");
  const auto author = arguments.one("--by");
  if (!name || name->find_first_of(" \t+") != std::string::npos) {
    return console.refuse("witness",
                          {{"usage.name",
                            {"", 0, "--name"},
                            name ? "\"" + *name + "\"" : "nothing",
                            "the witness's name, without spaces and '+'",
                            "Use the name of the key made with `recanvass key new`."}},
                          json);
  }
  auto witnessed = open_witnessed(arguments);
  if (!witnessed) return console.refuse("witness", witnessed.problems(), json);
  Witnessed open = std::move(witnessed).value();
  if (author && !open.election) {
    return console.refuse("witness",
                          {{"usage.by",
                            {"", 0, "--by"},
                            "a published folder",
                            "an election that can be written to",
                            "Leave out --by and send the printed line to an officer."}},
                          json);
  }
  const std::int64_t now = store::SystemClock().now_utc_ms() / 1000;
  const auto cosigned = cosign_now(open, arguments, now);
  if (!cosigned) return refuse_to_witness(console, cosigned.problems(), json);
  const workflow::Command command =
      workflow::recording_of(*cosigned, *name, author.value_or("?"), utc_text(now));
  std::optional<workflow::Answer> recorded;
  if (author) recorded = record(*open.election, *cosigned, command);
  return say(*cosigned, command, recorded, console, json);
}

}  // namespace

Command witness_command() {
  Command command;
  command.name = "witness";
  command.summary = "Countersign a ledger's latest checkpoint, as an outsider";
  command.description =
      "Checks that the ledger signed its checkpoint, that the hashes behind it give its root, and\n"
      "that it extends the one that this witness countersigned before; then signs it, remembers\n"
      "it in the keys folder, and prints the note and the line witness.record that an account of\n"
      "the operation submits (put the account in the place of ?). A ledger that lost or changed\n"
      "entries is refused; one whose loss two officers recorded is countersigned with\n"
      "--accept-loss, which says how many entries are gone.\n\n"
      "The operation takes cosignatures only of witnesses that an officer named before with\n"
      "witness.add, by the key that `recanvass key show` prints.\n\n"
      "Exit codes: 0 countersigned; 1 refused; 2 it could not look.\n\n"
      "Examples:\n"
      "  recanvass key new press.example --keys witness-keys\n"
      "  recanvass witness published --name press.example \\\n"
      "      --keys witness-keys --log-key wi-2016.vkey\n"
      "  recanvass witness my-recount --name press.example --by wec\n";
  command.positionals = {
      {"ELECTION", "An election, or a published folder", true, false, folders()}};
  command.options = {
      {"--name", "NAME", "The witness, whose key is in the keys folder."},
      keys_option(),
      {"--log-key", "KEY|FILE", "The ledger's verifier key; needed once.", false, files()},
      {"--accept-loss", "", "Go on where entries were lost and two officers recorded it."},
      {"--by", "ACCOUNT", "Record it in the election at once, as this account."}};
  command.run = run_witness;
  return command;
}

}  // namespace recanvass::cli
