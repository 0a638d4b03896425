import { bucketCors } from "../../provider/resources/bucketCors";
import { describeBucketConfig } from "../conformance";

describeBucketConfig(bucketCors);
