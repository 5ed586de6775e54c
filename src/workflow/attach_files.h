// Stores the files that a command names by "path" and puts their hash, size and name in its place.
// Used while lines are read (workflow/submit.h); what stands in a body: workflow/attachment.h.
#pragma once

#include "store/storage.h"
#include "workflow/command.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace recanvass::workflow {

using StorageOpener = std::function<base::Result<std::unique_ptr<store::Storage>>()>;

/// Several threads may attach at once; files are stored one at a time, beside the entries.
class FileAttacher {
 public:
  /// @param folder  where "path" starts; empty: the folder of the command's own file
  FileAttacher(StorageOpener open, std::string folder)
      : open_(std::move(open)), folder_(std::move(folder)) {}

  /// Replaces each {"path", "name"} of the body. Paths stay inside the folder, also through
  /// links: a file of commands that came from elsewhere must not publish what is beside it.
  /// Causes: file.path, file.unreadable, file.name, and those of Storage::put_blob.
  [[nodiscard]] base::Problems attach(base::Json& body, const std::string& command_file);

 private:
  base::Result<base::Json> stored(const base::Json& named, const std::string& folder);

  StorageOpener open_;
  std::string folder_;
  std::mutex mutex_;
  std::unique_ptr<store::Storage> storage_;
};

}  // namespace recanvass::workflow
