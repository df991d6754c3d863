// A fuzzer without libFuzzer: each seed of a folder, once. What is not accepted has a name that begins with "bad".
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

int main(int, char** arguments) {
  std::vector<std::filesystem::path> seeds;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    seeds.push_back(entry.path());
  }
  std::ranges::sort(seeds);
  bool is_good = !seeds.empty();
  for (const auto& seed : seeds) {
    std::ifstream file(seed, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    const std::vector<unsigned char> input(bytes.begin(), bytes.end());
    std::cout << seed.filename().string() << std::flush;
    dyndns::fuzz::accepted = 0;
    (void)LLVMFuzzerTestOneInput(input.data(), input.size());
    const bool should = !seed.filename().string().starts_with("bad");
    const bool is = dyndns::fuzz::accepted > 0;
    std::cout << (is ? ": accepted" : ": refused") << (is == should ? "\n" : ", which is wrong\n");
    is_good = is_good && is == should;
  }
  return is_good ? 0 : 1;
}
