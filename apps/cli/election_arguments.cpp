#include "apps/cli/election_arguments.h"

#include "formats/statute_reader.h"
#include "ledger/note.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

namespace recanvass::cli {
namespace {

base::Result<std::string> origin_of(workflow::LogSource& log) {
  const auto bytes = log.checkpoint();
  if (!bytes) return bytes.problems();
  const auto note = ledger::parse_note(*bytes);
  if (!note) return note.problems();
  const auto checkpoint = ledger::parse_checkpoint(note->text);
  if (!checkpoint) return checkpoint.problems();
  return checkpoint->origin;
}

// The text of --log-key itself, or of the file that it names.
base::Result<ledger::VerifierKey> read_log_key(const std::string& given) {
  std::string text = given;
  if (std::ifstream file(given); file) text.assign(std::istreambuf_iterator<char>(file), {});
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  auto key = ledger::VerifierKey::parse(text);
  if (key) return key;
  base::Problems problems = key.problems();
  problems[0].place.column = "--log-key";
  return problems;
}

}  // namespace

std::string keys_folder(const Arguments& arguments) {
  if (const auto typed = arguments.one("--keys")) return *typed;
  const char* set = std::getenv("RECANVASS_KEYS");
  return set != nullptr && *set != '\0' ? set : "keys";
}

Option keys_option() {
  return {"--keys", "DIR", "Folder of private keys; else RECANVASS_KEYS, else ./keys.", false,
          folders()};
}

OpenElection::OpenElection(const std::string& keys_path)
    : law(formats::built_in_knowledge()), keys(keys_path) {}

// A command is over when its answer is there: to take the state of a million entries apart, piece
// by piece, would hold up whoever waits for it by two seconds. The system frees all at once.
OpenElection::~OpenElection() {
  static auto* const kLeft = new std::vector<workflow::Operation>();
  if (engine) kLeft->push_back(engine->take_operation());
}

base::Result<ledger::VerifierKey> known_log_key(const Arguments& arguments,
                                                workflow::LogSource& log, workflow::Keyring& keys) {
  const auto origin = origin_of(log);
  if (!origin) return origin.problems();
  const auto kept = keys.log_key(*origin);
  if (!kept) return kept.problems();
  const auto given = arguments.one("--log-key");
  if (!given) {
    if (*kept) return **kept;
    return base::Problem{"key.log",
                         {"", 0, "--log-key"},
                         "no key of the ledger " + *origin,
                         "the key that the ledger's owner published",
                         "Give it once with --log-key; it is kept in the keys folder."};
  }
  auto key = read_log_key(*given);
  if (!key) return key;
  if (*kept && (*kept)->text() != key->text()) {
    return base::Problem{"witness.log-key",
                         {"", 0, "--log-key"},
                         key->text(),
                         (*kept)->text(),
                         "The ledger is shown with another key than before: ask why."};
  }
  return key;
}

base::Result<std::unique_ptr<OpenElection>> open_engine(const Arguments& arguments,
                                                        workflow::ElectionMode mode) {
  return open_engine_at(arguments.one("ELECTION").value_or(""), arguments, mode);
}

base::Result<std::unique_ptr<OpenElection>> open_engine_at(const std::string& place,
                                                           const Arguments& arguments,
                                                           workflow::ElectionMode mode) {
  for (int tries_left = mode == workflow::ElectionMode::ReadOnly ? 5 : 1;; --tries_left) {
    auto election = std::make_unique<OpenElection>(keys_folder(arguments));
    auto storage = workflow::open_election(place, election->clock, mode);
    if (!storage) return storage.problems();
    auto engine =
        workflow::Engine::open(std::move(storage).value(), &election->keys, election->law);
    if (engine) {
      election->engine = std::move(engine).value();
      return election;
    }
    // A file that was taken as it is and was written meanwhile: now its writer's log is there.
    if (tries_left == 1 || engine.problems()[0].cause != "store.busy") return engine.problems();
  }
}

base::Result<const workflow::Account*> viewer_of(OpenElection& election, const Arguments& arguments,
                                                 const std::string& command) {
  const auto id = arguments.one("--as");
  if (!id) return static_cast<const workflow::Account*>(nullptr);
  const auto& accounts = election.engine->operation().people.accounts;
  const auto found = accounts.find(*id);
  if (found == accounts.end() || !found->second.active) {
    return base::Problem{
        command + ".account", {}, "\"" + *id + "\"", "an account that is open", "Check the id."};
  }
  const auto key = election.keys.key_of(*id);
  if (!key) return key.problems();
  if (key->public_key() != found->second.key) {
    return base::Problem{"key.differs",
                         {election.keys.key_path(*id), 0, ""},
                         "another key than the account's",
                         "the private half of the account's public key",
                         "Use the key file that belongs to the account."};
  }
  return &found->second;
}

base::Json problems_json(const base::Problems& problems) {
  base::Json list = base::Json::array();
  for (const base::Problem& problem : problems) {
    list.push_back({{"cause", problem.cause},
                    {"file", problem.place.file},
                    {"row", problem.place.row},
                    {"column", problem.place.column},
                    {"found", problem.found},
                    {"wanted", problem.wanted},
                    {"mend", problem.mend}});
  }
  return list;
}

}  // namespace recanvass::cli
