#include "verify/bundle_list.h"

#include "base/figures.h"
#include "base/json.h"
#include "verify/body.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

using base::Json;

base::Problem list_problem(const char* cause, const std::string& member, std::string wanted) {
  return {cause,
          {"bundle.json", 0, member},
          "something else",
          std::move(wanted),
          "Take the folder again from where it was published."};
}

// Reads members one by one and remembers each that is not what it must be.
class ListReader {
 public:
  explicit ListReader(base::Problems& problems) : problems_(problems) {}

  template <class T>
  T need(std::optional<T> value, const std::string& member, const char* wanted) {
    if (!value) problems_.push_back(list_problem("list.member", member, wanted));
    return value.value_or(T());
  }

  void only(const Json& object, const std::string& where,
            std::initializer_list<const char*> members) {
    if (object.is_object() && object.size() == members.size() &&
        std::all_of(members.begin(), members.end(),
                    [&](const char* name) { return object.contains(name); })) {
      return;
    }
    problems_.push_back(list_problem("list.member", where, "exactly the members of the format"));
  }

  StatedGroup group(const Json& json, const std::string& where) {
    only(json, where, {"batches", "counted", "county", "id", "unit", "units"});
    StatedGroup group;
    group.id = need(text_of(json, "id"), where + ".id", "a text");
    group.county = text_or_empty(json, "county");
    group.unit = text_or_empty(json, "unit");
    group.units = need(texts_of(json, "units"), where + ".units", "a list of texts");
    group.batches = need(figure_of(json, "batches"), where + ".batches", "a whole number");
    const Json none = Json::object();
    const Json* counted = member_of(json, "counted");
    const Json& figures = counted == nullptr ? none : *counted;
    only(figures, where + ".counted", {"ballots", "blank", "over", "votes"});
    group.ballots = need(figure_of(figures, "ballots"), where + ".counted.ballots", "a number");
    group.blank = need(figure_of(figures, "blank"), where + ".counted.blank", "a number");
    group.over = need(figure_of(figures, "over"), where + ".counted.over", "a number");
    group.votes = need(figures_of(figures, "votes"), where + ".counted.votes", "votes by choice");
    return group;
  }

  void groups(const Json& json, BundleList& list) {
    const Json* records = records_of(json, "groups");
    if (records == nullptr) {
      problems_.push_back(list_problem("list.member", "groups", "a list"));
      return;
    }
    for (const Json& record : *records) {
      list.groups.push_back(group(record, fmt::format("groups[{}]", list.groups.size())));
    }
    if (!std::is_sorted(list.groups.begin(), list.groups.end(),
                        [](const auto& a, const auto& b) { return a.id < b.id; })) {
      problems_.push_back(list_problem("list.member", "groups", "groups by id"));
    }
  }

  // Only where there are any.
  void impossible(const Json& json, BundleList& list) {
    if (!json.contains("impossible")) return;
    list.impossible = need(texts_of(json, "impossible"), "impossible", "a list of texts");
    if (list.impossible.empty() ||
        std::ranges::adjacent_find(list.impossible, std::greater_equal<>()) !=
            list.impossible.end()) {
      problems_.push_back(list_problem("list.member", "impossible", "units by id, at least one"));
    }
  }

  void files(const Json& json, BundleList& list) {
    const Json* records = records_of(json, "files");
    if (records == nullptr) {
      problems_.push_back(list_problem("list.member", "files", "a list"));
      return;
    }
    std::string last;
    std::size_t index = 0;
    for (const Json& record : *records) {
      const std::string where = fmt::format("files[{}]", index++);
      only(record, where, {"bytes", "path", "sha256"});
      const std::string path = need(text_of(record, "path"), where + ".path", "a path");
      const std::string hash = need(text_of(record, "sha256"), where + ".sha256", "a SHA-256");
      const std::uint64_t bytes = need(position_of(record, "bytes"), where + ".bytes", "a number");
      if (!is_bundle_path(path) || path == "bundle.json" || path == "bundle.note" || path <= last ||
          !base::parse_hex(hash)) {
        problems_.push_back(list_problem("list.member", where, "a file of a bundle, by path"));
      }
      list.files[path] = {hash, bytes};
      last = path;
    }
  }

 private:
  base::Problems& problems_;
};

std::string self_of(Json json) {
  json.erase("self");
  return base::hex(base::sha256(base::canonical_json(json)));
}

// Only whole numbers are canonical; anything else must not reach the canonical writer.
bool has_fraction(const Json& value) {
  if (value.is_number_float()) return true;
  constexpr std::uint64_t kSafe = (std::uint64_t{1} << 53) - 1;
  if (value.is_number_unsigned()) return value.get<std::uint64_t>() > kSafe;
  if (value.is_number_integer()) return value.get<std::int64_t>() < -std::int64_t{kSafe};
  return value.is_structured() && std::any_of(value.begin(), value.end(), has_fraction);
}

base::Result<Json> canonical_object(std::string_view bytes) {
  if (nests_deeper_than(bytes, 8)) return list_problem("list.json", "", "flat JSON");
  auto json = base::parse_json(bytes, "bundle.json");
  if (!json) return list_problem("list.json", "", "one JSON object");
  if (!json->is_object() || has_fraction(*json)) {
    return list_problem("list.json", "", "an object of texts and whole numbers");
  }
  if (base::canonical_json(*json) != bytes) {
    return list_problem("list.not-canonical", "", "canonical JSON (RFC 8785)");
  }
  return json;
}

struct FileState {
  bool same = false;
  std::string found;
};

Fault file_fault(const std::string& path, std::string words) {
  return {fmt::format("{}: {}", path, std::move(words)), path};
}

FileState look_at(const BundleFolder& folder, const std::string& path, const ListedFile& listed) {
  const auto hash = folder.hash(path);
  if (!hash) return {false, "it cannot be read"};
  if (hash->bytes != listed.bytes) {
    return {false, fmt::format("it has {} bytes, bundle.json lists {}", hash->bytes, listed.bytes)};
  }
  if (base::hex(hash->sha256) != listed.sha256) {
    return {false, "it was changed: its SHA-256 is not the one that bundle.json lists"};
  }
  return {true, ""};
}

}  // namespace

base::Result<BundleList> parse_bundle_list(std::string_view bytes) {
  auto json = canonical_object(bytes);
  if (!json) return json.problems();
  base::Problems problems;
  ListReader reader(problems);
  Json always = *json;
  always.erase("impossible");
  reader.only(always, "",
              {"files", "groups", "minimum_ballots", "origin", "program", "root", "schema", "self",
               "size", "withheld"});
  if (text_or_empty(*json, "schema") != "recanvass.bundle/1") {
    problems.push_back(list_problem("list.member", "schema", "recanvass.bundle/1"));
  }
  if (text_or_empty(*json, "self") != self_of(*json)) {
    problems.push_back(list_problem("list.self", "self", "the SHA-256 of the rest of the file"));
  }
  BundleList list;
  list.origin = reader.need(text_of(*json, "origin"), "origin", "a text");
  list.root = reader.need(text_of(*json, "root"), "root", "a text");
  list.size = reader.need(position_of(*json, "size"), "size", "a whole number");
  list.program = reader.need(text_of(*json, "program"), "program", "a text");
  list.minimum_ballots =
      reader.need(figure_of(*json, "minimum_ballots"), "minimum_ballots", "a whole number");
  list.withheld = reader.need(figures_of(*json, "withheld"), "withheld", "numbers by reason");
  reader.groups(*json, list);
  reader.impossible(*json, list);
  reader.files(*json, list);
  if (!problems.empty()) return problems;
  return list;
}

void check_files(const BundleFolder& folder, const BundleList& list, base::Executor& executor,
                 CheckBook& book) {
  std::vector<std::pair<std::string, ListedFile>> there;
  std::vector<Fault> faults;
  for (const auto& [path, listed] : list.files) {
    if (folder.has(path)) {
      there.emplace_back(path, listed);
    } else {
      faults.push_back(file_fault(path, "it is missing"));
    }
  }
  std::vector<FileState> states(there.size());
  executor.run_blocks(there.size(), [&](std::size_t i) {
    states[i] = look_at(folder, there[i].first, there[i].second);
  });
  for (std::size_t i = 0; i < there.size(); ++i) {
    if (!states[i].same) faults.push_back(file_fault(there[i].first, states[i].found));
  }
  for (const auto& [path, bytes] : folder.files()) {
    if (path != "bundle.json" && path != "bundle.note" && list.files.count(path) == 0) {
      faults.push_back(file_fault(path, "it is not part of the bundle"));
    }
  }
  for (const OddThing& odd : folder.odd_things()) {
    faults.push_back(file_fault(odd.path, odd.what + ", not part of the bundle"));
  }
  std::sort(faults.begin(), faults.end(),
            [](const Fault& a, const Fault& b) { return a.file < b.file; });
  for (Fault& fault : faults) book.fault(CheckId::V1, std::move(fault));
  const auto number = static_cast<std::int64_t>(list.files.size());
  book.done(CheckId::V1,
            fmt::format("{} compared with their hashes in bundle.json",
                        base::counted(number, "file was", "files were")),
            base::counted(number, "file of bundle.json", "files of bundle.json"));
}

void check_attached(const BundleFolder& folder, const BundleList& list,
                    const std::map<std::string, AttachedFile>& attached, CheckBook& book) {
  constexpr std::string_view kFolder = "files/";
  for (const auto& [path, listed] : list.files) {
    if (!path.starts_with(kFolder)) continue;
    const auto meant = attached.find(path.substr(kFolder.size()));
    if (meant == attached.end()) {
      book.fault(CheckId::V1, file_fault(path, "no entry that is given refers to it"));
    } else if (listed.sha256 != meant->first) {
      book.fault(CheckId::V1,
                 file_fault(path, "its SHA-256 is another than the one that entries name"));
    } else if (static_cast<std::int64_t>(listed.bytes) != meant->second.bytes) {
      book.fault(CheckId::V1,
                 file_fault(path, fmt::format("entry {} says that it has {} bytes",
                                              meant->second.position, meant->second.bytes)));
    }
  }
  for (const auto& [sha256, file] : attached) {
    const std::string path = std::string(kFolder) + sha256;
    if (folder.has(path)) continue;
    book.fault(CheckId::V1,
               {fmt::format("{}: it is missing, and entry {} refers to it", path, file.position),
                path, file.position});
  }
}

}  // namespace recanvass::verify
