#include "formats/card_input.h"

#include "election/join_cards.h"
#include "formats/card_file.h"
#include "formats/look_alike_names.h"
#include "formats/problem_list.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStoreBegins = "RCVCARDS";
constexpr std::size_t kHashedAtOnce = std::size_t{1} << 20U;

base::Problem cannot_read(const fs::path& path, const std::string& found) {
  return {"file.unreadable",
          {path.string(), 0, {}},
          found,
          "a file that can be read",
          "Look at its permissions and at the disk."};
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

base::Result<HashedFile> hashed(const fs::path& path, std::string name) {
  std::error_code error;
  // A pipe that nobody writes to would keep the reader waiting.
  if (!fs::is_regular_file(path, error)) return cannot_read(path, "a pipe or a device");
  std::ifstream in(path, std::ios::binary);
  if (!in) return cannot_read(path, std::strerror(errno));
  HashedFile file;
  file.name = std::move(name);
  base::Sha256Stream stream;
  std::vector<char> bytes(kHashedAtOnce);
  while (in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) || in.gcount() > 0) {
    const auto size = static_cast<std::size_t>(in.gcount());
    stream.add({bytes.data(), size});
    file.bytes += size;
  }
  if (in.bad()) return cannot_read(path, "an error while reading");
  file.sha256 = stream.finish();
  return file;
}

// The files in a folder, by name; what hidden folders hold is passed over with them.
std::vector<fs::path> files_in(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> found;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (is_hidden(at->path())) {
      if (at->is_directory()) at.disable_recursion_pending();
    } else if (at->is_regular_file()) {
      found.push_back(at->path());
    }
  }
  std::ranges::sort(found);
  return found;
}

CardImport store_as_import(election::CardStore store, std::vector<std::string> files) {
  CardImport import;
  import.format = CvrFormat::CardStore;
  import.store = std::move(store);
  import.remarks = look_alikes_of(import.store.contests());
  import.batch_places.assign(import.store.names().batches.size(), {files.front(), 0, {}});
  import.files = std::move(files);
  return import;
}

bool is_same_card(const election::CardStore& one, const election::CardStore& two,
                  std::uint64_t card) {
  const auto place = one.place_of(card);
  const auto other = two.place_of(card);
  if (one.batch(place).name != two.batch(other).name ||
      one.chunks()[place.chunk].position_of(place.card) !=
          two.chunks()[other.chunk].position_of(other.card) ||
      one.imprinted_id(place) != two.imprinted_id(other)) {
    return false;
  }
  for (std::uint32_t contest = 0; contest < one.contests().size(); ++contest) {
    const auto said = one.marking(place, contest);
    const auto also = two.marking(other, contest);
    if (said.has_value() != also.has_value()) return false;
    if (said && (said->state != also->state || !std::ranges::equal(said->marks, also->marks))) {
      return false;
    }
  }
  return true;
}

// One import under two names, whatever their bytes: the first cards of two counties differ.
bool are_same_cards(const election::CardStore& one, const election::CardStore& two) {
  const bool alike = one.cards() == two.cards() &&
                     std::ranges::equal(one.contests(), two.contests(), {},
                                        &election::CardContest::name, &election::CardContest::name);
  const auto cards = static_cast<std::uint64_t>(one.cards().value());
  for (std::uint64_t card = 0; alike && card < cards; ++card) {
    if (!is_same_card(one, two, card)) return false;
  }
  return alike;
}

// Whether a store was joined of several, of which one was called so.
bool holds_part(const election::CardStore& joined, const std::string& label) {
  const auto& tabulators = joined.names().tabulators;
  return std::ranges::any_of(
      tabulators, [&](const std::string& tabulator) { return tabulator.starts_with(label + "/"); });
}

// The one of the stores before that the last one is, or is part of, or holds; no value: none.
std::optional<std::size_t> store_again(const std::vector<election::CardStore>& stores,
                                       const std::vector<std::string>& labels) {
  const std::size_t last = stores.size() - 1;
  for (std::size_t before = 0; before < last; ++before) {
    if (are_same_cards(stores[before], stores[last]) || holds_part(stores[before], labels[last]) ||
        holds_part(stores[last], labels[before])) {
      return before;
    }
  }
  return std::nullopt;
}

// Each file's name is the county's; problems of all files together.
base::Result<CardImport> joined_stores(const std::vector<fs::path>& paths) {
  std::vector<election::CardStore> stores;
  std::vector<std::string> labels;
  std::vector<std::string> files;
  ProblemList problems;
  for (const fs::path& path : paths) {
    auto store = open_card_store(path, path.string());
    if (!store) {
      problems.add_all(store.problems());
      continue;
    }
    const std::string label = path.stem().string();
    const bool named_before = std::ranges::find(labels, label) != labels.end();
    labels.push_back(label);
    files.push_back(path.string());
    stores.push_back(std::move(store).value());
    if (const auto before = store_again(stores, labels)) {
      problems.add({"cards.twice",
                    {path.string(), 0, {}},
                    "cards of " + files[*before],
                    "the cards of each county once",
                    "Give them once."});
    } else if (named_before) {
      problems.add({"cards.label",
                    {path.string(), 0, {}},
                    "the name \"" + label + "\" a second time",
                    "a name of its own for each county's cards",
                    "Copy the file under another name: it tells the county's machines and "
                    "precincts from those of the others."});
    }
  }
  if (!problems.empty()) return problems.take();
  std::vector<election::LabelledCards> parts;
  for (std::size_t i = 0; i < stores.size(); ++i) parts.push_back({labels[i], &stores[i]});
  election::JoinedCards joined = election::join_cards(parts);
  CardImport import = store_as_import(std::move(joined.store), std::move(files));
  import.remarks.insert(import.remarks.begin(), joined.remarks.begin(), joined.remarks.end());
  return import;
}

}  // namespace

bool is_card_store_file(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;
  std::ifstream in(path, std::ios::binary);
  std::array<char, kStoreBegins.size()> begins{};
  in.read(begins.data(), begins.size());
  return in.gcount() == static_cast<std::streamsize>(begins.size()) &&
         std::string_view(begins.data(), begins.size()) == kStoreBegins;
}

base::Result<CardImport> read_cards(const std::vector<fs::path>& paths,
                                    const ReadingLimits& limits) {
  const auto stores = std::ranges::count_if(paths, is_card_store_file);
  if (stores == 0) return import_cards_confined(paths, limits);
  if (static_cast<std::size_t>(stores) < paths.size()) {
    const auto other = std::ranges::find_if_not(paths, is_card_store_file);
    return base::Problem{"cards.mixed",
                         {other->string(), 0, {}},
                         "another file beside card stores",
                         "card stores alone, or the files of one export",
                         "Import each county's export by itself, and give the files made of them."};
  }
  if (paths.size() > 1) return joined_stores(paths);
  auto store = open_card_store(paths[0], paths[0].string());
  if (!store) return store.problems();
  return store_as_import(std::move(store).value(), {paths[0].string()});
}

base::Result<std::vector<HashedFile>> hash_files(const std::vector<fs::path>& paths) {
  std::vector<HashedFile> files;
  base::Problems problems;
  const auto add = [&](const fs::path& path, std::string name) {
    auto file = hashed(path, std::move(name));
    if (!file) {
      problems.insert(problems.end(), file.problems().begin(), file.problems().end());
    } else {
      files.push_back(std::move(file).value());
    }
  };
  for (const fs::path& given : paths) {
    std::error_code error;
    // "folder/" is the folder.
    const fs::path path = given.has_filename() ? given : given.parent_path();
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      problems.push_back({"file.missing",
                          {given.string(), 0, {}},
                          "no such file",
                          "a file or a folder",
                          "Correct the name."});
    } else if (!fs::is_directory(status)) {
      add(path, path.filename().string());
    } else {
      for (const fs::path& inner : files_in(path, error)) {
        add(inner, (path.filename() / inner.lexically_relative(path)).generic_string());
      }
      if (error) problems.push_back(cannot_read(path, error.message()));
    }
  }
  if (!problems.empty()) return problems;
  return files;
}

}  // namespace recanvass::formats
