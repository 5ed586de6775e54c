// Run by the build over statutes/: exit 0 when every file keeps to the schema and they fit
// together,
// else 1 with every problem, each with file, line, key, what was found and wanted, and a mend.
#include "formats/statute_reader.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

int main(int argc, char** argv) {
  std::vector<std::string> paths;
  std::vector<std::string> texts;
  for (int i = 1; i < argc; ++i) {
    const std::filesystem::path path(argv[i]);
    std::ifstream file(path, std::ios::binary);
    paths.push_back((path.parent_path().filename() / path.filename()).string());
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  std::vector<recanvass::base::EmbeddedFile> files;
  for (std::size_t i = 0; i < paths.size(); ++i) files.push_back({paths[i], texts[i]});
  const auto statutes = recanvass::formats::read_all_statutes(files);
  if (statutes) return 0;
  const std::string text = recanvass::base::sentences(statutes.problems());
  std::fwrite(text.data(), 1, text.size(), stderr);
  return 1;
}
